using System.Text;
using System.Text.RegularExpressions;
using Crm.Connect;

namespace Crm.Hub.Secrets;

/// <summary>
/// The secret values that this process has read, and the one place that strikes them out of sentences: as they are, as in an
/// address, and within base64, as in the header of a request. Very short ones cannot be told from ordinary words and stay.
/// </summary>
internal sealed partial class KnownSecrets
{
    private const int Shortest = 4;
    private const string Struck = "…";

    private string[] _values = [];

    public void Add(string value)
    {
        if (value.Length >= Shortest)
        {
            // The longest first: one may be a part of another.
            _values = [.. _values.Append(value).Append(Uri.EscapeDataString(value)).Distinct().OrderByDescending(known => known.Length)];
        }
    }

    public string Hide(string text)
    {
        if (_values.Length == 0)
        {
            return text;
        }

        var plain = _values.Aggregate(text, (said, value) => said.Replace(value, Struck, StringComparison.Ordinal));
        return Base64().Replace(plain, word => Carries(word.Value) ? Struck : word.Value);
    }

    /// <summary>The same words where there is nothing to strike.</summary>
    public Words Hide(Words words)
    {
        var hidden = new Words(Hide(words.Ru), Hide(words.En));
        return hidden == words ? words : hidden;
    }

    private bool Carries(string word)
    {
        var bytes = new byte[word.Length];
        if (!Convert.TryFromBase64String(word, bytes, out var length))
        {
            return false;
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return _values.Any(value => text.Contains(value, StringComparison.Ordinal));
    }

    [GeneratedRegex("[A-Za-z0-9+/]{6,}={0,2}")]
    private static partial Regex Base64();
}
