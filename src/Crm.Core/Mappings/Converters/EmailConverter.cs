using System.Buffers;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Converters;

/// <summary>Takes exactly one e-mail address; the domain is made lower case, the name before it is left as it is.</summary>
internal static class EmailConverter
{
    private const int Longest = 254;

    private static readonly SearchValues<char> Reserved = SearchValues.Create(",;:<>()[]\\\"");

    public static Outcome Email(string text, in Scope scope)
    {
        var address = text.Trim();
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return address.Length <= Longest && at is > 0 and <= 64 && IsName(address.AsSpan(0, at)) && IsDomain(address.AsSpan(at + 1))
            ? Outcome.Of(string.Concat(address.AsSpan(0, at + 1), address[(at + 1)..].ToLowerInvariant()))
            : Outcome.No(address, "это не один адрес электронной почты", "this is not one e-mail address");
    }

    private static bool IsName(ReadOnlySpan<char> name) =>
        Clean(name) && !name.ContainsAny(Reserved);

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        foreach (var letter in domain)
        {
            if (!char.IsLetterOrDigit(letter) && letter is not ('-' or '.'))
            {
                return false;
            }
        }

        return Clean(domain) && domain.LastIndexOf('.') is > 0 and var dot && domain.Length - dot > 2;
    }

    private static bool Clean(ReadOnlySpan<char> part)
    {
        foreach (var letter in part)
        {
            if (char.IsWhiteSpace(letter) || char.IsControl(letter))
            {
                return false;
            }
        }

        return part is [not '.', .., not '.'] or [not '.'] && part.IndexOf("..", StringComparison.Ordinal) < 0;
    }
}
