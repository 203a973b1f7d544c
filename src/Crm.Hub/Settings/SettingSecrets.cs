using Crm.Connect;
using Crm.Hub.Secrets;
using Microsoft.Extensions.Configuration;

namespace Crm.Hub.Settings;

/// <summary>Settings that are not for every eye: those that name a secret of the store, and those of a property that is one.</summary>
/// <param name="isInFile">Whether the setting of that key stands in the settings file, and not in the environment.</param>
/// <param name="report">Takes the key path, the words and whether it is an error.</param>
internal sealed class SettingSecrets(SecretStore store, KnownSecrets known, Func<string, bool> isInFile, Action<string, Words, bool> report)
{
    private const string FromStore = "secret:";

    /// <summary>The name of the secret that a setting says, or null when it says a value.</summary>
    public static string? NameIn(string text) => text.StartsWith(FromStore, StringComparison.Ordinal) ? text[FromStore.Length..].Trim() : null;

    /// <summary>The value of the secret, or null when there is none, which is reported then.</summary>
    public string? Find(string key, string name)
    {
        try
        {
            WarnOfOpenKey();
            if (store.Find(name) is { } value)
            {
                known.Add(value);
                return value;
            }

            report(key, Missing(name), true);
        }
        catch (SecretsException e)
        {
            report(key, e.Words, true);
        }

        return null;
    }

    /// <summary>Takes note of the value of a property that is secret, wherever it comes from.</summary>
    public void Saw(IConfigurationSection section, string value)
    {
        known.Add(value);
        WarnOfShort(section.Path, value);
        if (value.Length > 0 && !SettingsScalar.IsReference(section.Value!) && isInFile(section.Path))
        {
            report(section.Path, new Words(
                "Секрет стоит в файле настроек открытым текстом. Уберите его оттуда: hub secret set ИМЯ, а здесь secret:ИМЯ; или env:ПЕРЕМЕННАЯ.",
                "A secret stands in the settings file in clear. Take it out: hub secret set NAME, and here secret:NAME; or env:VARIABLE."), false);
        }
    }

    private Words Missing(string name)
    {
        var (ru, en) = Closest.Hint(name, store.All().Select(secret => secret.Name));
        return new Words(
            $"Секрета «{name}» нет в хранилище.{ru} Задать: hub secret set {name}", $"There is no secret '{name}' in the store.{en} To set it: hub secret set {name}");
    }

    private void WarnOfShort(string key, string value)
    {
        if (value.Length > 0 && !KnownSecrets.IsLongEnough(value))
        {
            report(key, new Words(
                "Секрет короче четырёх знаков: его не отличить от обычных слов, и в журнале он не будет скрыт. Смените его на более длинный.",
                "The secret is shorter than four characters: it cannot be told from ordinary words and will not be hidden in the log. Change it for a longer one."), false);
        }
    }

    private void WarnOfOpenKey()
    {
        if (store.IsKeyOpenToOthers)
        {
            report("Hub:Secrets:KeyFile", new Words(
                $"Файл ключа {store.KeyFile} открыт другим пользователям машины. Закройте его: chmod 600 {store.KeyFile}",
                $"The key file {store.KeyFile} is open to other users of this machine. Close it: chmod 600 {store.KeyFile}"), false);
        }
    }
}
