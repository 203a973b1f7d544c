using Crm.Connect;

namespace Crm.Core.Duplicates.Finding;

/// <summary>
/// Under which numbers and addresses somebody is reached or paid, each in one written form. What too many share (a switchboard, an
/// accountant's address) says nothing of any of them and is left out.
/// </summary>
internal sealed record Reachable(IReadOnlySet<string> Phones, IReadOnlySet<string> Emails, IReadOnlySet<string> Accounts)
{
    private const int PhoneDigits = 10;

    private static readonly string[] Extensions = ["доб", "вн", "ext", "#"];

    public static Reachable Of(IEnumerable<string?> phonesAndEmails, IEnumerable<(string? Number, string? Bic)> accounts)
    {
        var said = phonesAndEmails.OfType<string>().ToList();
        return new Reachable(
            said.Select(Phone).OfType<string>().ToHashSet(StringComparer.Ordinal),
            said.Select(Email).OfType<string>().ToHashSet(StringComparer.Ordinal),
            accounts.Select(account => Account(account.Number, account.Bic)).OfType<string>().ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>What the two have in common, in words; null when nothing.</summary>
    public Words? Common(Reachable other) => this switch
    {
        _ when Accounts.FirstOrDefault(other.Accounts.Contains) is { } account => new($"общий расчётный счёт {account}", $"the same bank account {account}"),
        _ when Emails.FirstOrDefault(other.Emails.Contains) is { } email => new($"общая почта {email}", $"the same e-mail {email}"),
        _ when Phones.FirstOrDefault(other.Phones.Contains) is { } phone => new($"общий телефон …{phone}", $"the same telephone …{phone}"),
        _ => null,
    };

    public bool IsKnownAnywhere => Phones.Count + Emails.Count + Accounts.Count > 0;

    public bool SharesAccount(Reachable other) => Accounts.Overlaps(other.Accounts);

    /// <summary>Whether both are reached somewhere and nowhere the same.</summary>
    public bool IsElsewhere(Reachable other) =>
        (Phones.Count > 0 && other.Phones.Count > 0 && !Phones.Overlaps(other.Phones))
        || (Emails.Count > 0 && other.Emails.Count > 0 && !Emails.Overlaps(other.Emails));

    public Reachable Without(Func<string, bool> common) => new(Less(Phones, common), Less(Emails, common), Less(Accounts, common));

    private static HashSet<string> Less(IReadOnlySet<string> all, Func<string, bool> common) =>
        all.Where(one => !common(one)).ToHashSet(StringComparer.Ordinal);

    // The last ten digits: 8 and +7 are the same. An inner number is nobody's own.
    private static string? Phone(string text)
    {
        var cut = Extensions.Select(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase)).Where(at => at > 0).DefaultIfEmpty(text.Length).Min();
        var digits = string.Concat(text.Take(cut).Where(char.IsAsciiDigit));
        return !text.Contains('@', StringComparison.Ordinal) && digits.Length is >= PhoneDigits and <= 15 ? digits[^PhoneDigits..] : null;
    }

    private static string? Email(string text) =>
        text.Trim().ToLowerInvariant() is var address && address.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < address.Length - 1 && !address.Any(char.IsWhiteSpace)
            ? address
            : null;

    private static string? Account(string? number, string? bic) =>
        number is { Length: >= 16 } ? string.Concat(number.Where(char.IsAsciiDigit)) + (bic is null ? "" : "/" + bic.Trim()) : null;
}
