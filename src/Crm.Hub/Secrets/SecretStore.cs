using Crm.Connect;
using Crm.Core.Storage;

namespace Crm.Hub.Secrets;

/// <summary>One secret as it may be shown.</summary>
/// <param name="SetAt">UTC.</param>
internal sealed record Secret(string Name, DateTime SetAt);

/// <summary>
/// The encrypted store: <c>secrets.json</c> in the data directory, under a key that lies in a file of its own. Touches nothing until
/// it is asked. A value that comes out is the one that was set, or none comes out.
/// </summary>
/// <param name="boundary">Told the points between which the power may go.</param>
internal sealed class SecretStore(string path, string keyFile, Action<string>? boundary = null)
{
    private readonly KeyFile _keys = new(keyFile, boundary);

    public string KeyFile => _keys.Path;

    public bool IsKeyOpenToOthers => OwnFile.IsOpenToOthers(keyFile);

    public static bool IsName(string name) => name.Length is > 0 and <= 100 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    /// <summary>Needs no key.</summary>
    /// <exception cref="SecretsException">The store cannot be read.</exception>
    public IReadOnlyList<Secret> All() => Touch(() => StoreFile.Read(path).Secrets.Select(pair => new Secret(pair.Key, pair.Value.SetAt)).ToList());

    /// <summary>The value, or null when there is no secret of that name.</summary>
    /// <exception cref="SecretsException">It cannot be read.</exception>
    public string? Find(string name) => Touch(() =>
    {
        var found = StoreFile.Read(path).Secrets.GetValueOrDefault(name);
        return found is null ? null : found.Open(_keys.Read(), name) ?? Again(name);
    });

    /// <summary>Keeps a value under a name, in the place of what was there.</summary>
    /// <exception cref="SecretsException">Others could not be read any more, or it cannot be written; nothing was changed.</exception>
    public void Set(string name, string value, DateTime at) => Change(store =>
    {
        if (store.Secrets.Count == 0 && !_keys.Exists)
        {
            _keys.Write([Secrets.KeyFile.Fresh()]);
        }

        var keys = _keys.Read();
        Values(store, keys);
        store.Secrets[name] = SealedSecret.Seal(keys[0], name, at, value);
        store.Write(path, boundary);
    });

    /// <summary>Needs no key: what nobody can read any more can be removed.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="SecretsException">The store cannot be read or written; nothing was changed.</exception>
    public bool Remove(string name)
    {
        var wasThere = false;
        Change(store =>
        {
            wasThere = store.Secrets.Remove(name);
            if (wasThere)
            {
                store.Write(path, boundary);
            }
        });
        return wasThere;
    }

    /// <summary>Seals all with a new key. Both keys are known until nothing is left under the old one, so that it may be cut anywhere.</summary>
    /// <exception cref="SecretsException">Something cannot be read or written; what could be read before, can be read.</exception>
    public void Rotate() => Change(store =>
    {
        var (old, fresh) = (_keys.Read(), Secrets.KeyFile.Fresh());
        var values = Values(store, old);
        _keys.Write([fresh, .. old]);
        foreach (var (name, value) in values)
        {
            store.Secrets[name] = SealedSecret.Seal(fresh, name, store.Secrets[name].SetAt, value);
        }

        store.Write(path, boundary);
        _keys.Write([fresh]);
    });

    // Between the reading of the two files somebody may have finished a rotation.
    private string? Again(string name) => StoreFile.Read(path).Secrets.GetValueOrDefault(name) is { } found
        ? found.Open(_keys.Read(), name) ?? throw Unreadable(name)
        : null;

    private List<(string Name, string Value)> Values(StoreFile store, IReadOnlyList<byte[]> keys) =>
        [.. store.Secrets.Select(pair => (pair.Key, pair.Value.Open(keys, pair.Key) ?? throw Unreadable(pair.Key)))];

    private void Change(Action<StoreFile> change) => Touch(() =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var alone = Alone();
        change(StoreFile.Read(path));
        return true;
    });

    // The file stays: were it deleted, one who had opened it before could hold it beside one who made it anew.
    private FileStream Alone() => HeldFile.TryHold(path + ".lock", FileOptions.None) ?? throw new SecretsException(new Words(
        "Секреты сейчас меняет другая программа. Повторите, когда она закончит.", "Another program is changing the secrets. Try again when it is done."));

    private static T Touch<T>(Func<T> touch)
    {
        try
        {
            return touch();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(new Words(
                $"Секреты не читаются или не записываются: {e.Message} Проверьте папку данных, файл ключа и права на них.",
                $"Secrets cannot be read or written: {e.Message} Look at the data directory, the key file and the rights on them."));
        }
    }

    private SecretsException Unreadable(string name) => new(new Words(
        $"Секрет {name} не открывается ключом из {KeyFile}: ключ не тот или хранилище изменено. Верните прежний ключ или удалите секрет (hub secret rm {name}) и задайте заново.",
        $"The secret {name} does not open with the key in {KeyFile}: it is another key, or the store was altered. Put the former key back, or remove the secret (hub secret rm {name}) and set it anew."));
}
