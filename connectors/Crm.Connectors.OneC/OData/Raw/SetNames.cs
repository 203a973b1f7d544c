using System.Text.Json;

namespace Crm.Connectors.OneC.OData.Raw;

/// <summary>Names that come again and again, each as one string. Not thread-safe.</summary>
internal sealed class SetNames
{
    private const int Most = 20_000;

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public SetNames() => _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text at which the reader stands.</summary>
    public string Of(ref Utf8JsonReader reader)
    {
        var length = reader.ValueSpan.Length;
        if (length > 512 || reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String))
        {
            return reader.GetString() ?? throw new JsonException();
        }

        Span<char> letters = stackalloc char[length];
        letters = letters[..reader.CopyString(letters)];
        if (_lookup.TryGetValue(letters, out var known))
        {
            return known;
        }

        var name = letters.ToString();
        if (_names.Count < Most)
        {
            _names.Add(name, name);
        }

        return name;
    }
}
