using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Crm.Connect;

namespace Crm.Hub.Secrets;

/// <summary>
/// The secret values that this process has read, and the one place that strikes them out of sentences: as they are, as in an
/// address, a form, JSON or a page, and within base64, as in the header of a request. Flows that run at once share it.
/// </summary>
internal sealed partial class KnownSecrets
{
    private const int Shortest = 4;
    private const char Struck = '…';

    private readonly Lock _adding = new();
    private volatile string[] _forms = [];

    /// <summary>Whether it can be struck out: a very short one cannot be told from ordinary words.</summary>
    public static bool IsLongEnough(string value) => value.Length >= Shortest;

    public void Add(string value)
    {
        if (!IsLongEnough(value))
        {
            return;
        }

        lock (_adding)
        {
            _forms = [.. _forms.Concat(FormsOf(value)).Distinct(StringComparer.Ordinal)];
        }
    }

    public string Hide(string text)
    {
        if (_forms.Length == 0)
        {
            return text;
        }

        var plain = Strike(text);
        return Base64().Replace(plain, word => Carries(word.Value) ? Struck.ToString() : word.Value);
    }

    /// <summary>The same words where there is nothing to strike.</summary>
    public Words Hide(Words words)
    {
        var hidden = new Words(Hide(words.Ru), Hide(words.En));
        return hidden == words ? words : hidden;
    }

    private static IEnumerable<string> FormsOf(string value) =>
    [
        value, Uri.EscapeDataString(value), WebUtility.UrlEncode(value), WebUtility.HtmlEncode(value),
        JsonEncodedText.Encode(value).ToString(), JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
    ];

    // Values may overlap: each is looked for in what was said, not in what another left of it.
    private string Strike(string text)
    {
        var isSecret = new bool[text.Length];
        foreach (var form in _forms)
        {
            for (var at = text.IndexOf(form, StringComparison.Ordinal); at >= 0; at = text.IndexOf(form, at + 1, StringComparison.Ordinal))
            {
                isSecret.AsSpan(at, form.Length).Fill(true);
            }
        }

        return isSecret.AsSpan().Contains(true) ? Without(text, isSecret) : text;
    }

    private static string Without(string text, bool[] isSecret)
    {
        var left = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (!isSecret[at])
            {
                left.Append(text[at]);
            }
            else if (at == 0 || !isSecret[at - 1])
            {
                left.Append(Struck);
            }
        }

        return left.ToString();
    }

    private bool Carries(string word)
    {
        var bytes = new byte[word.Length];
        if (!Convert.TryFromBase64String(word, bytes, out var length))
        {
            return false;
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return _forms.Any(form => text.Contains(form, StringComparison.Ordinal));
    }

    [GeneratedRegex("[A-Za-z0-9+/]{6,}={0,2}")]
    private static partial Regex Base64();
}
