using System.Globalization;

namespace Crm.Connectors.OneC.OData;

/// <summary>
/// What a delivery is, said by its name: the base keeps no deliveries, so all that acknowledging must know stands in the name and the
/// moment.
/// </summary>
internal static class DeliveryName
{
    private const string Message = "SelectChanges ";
    private const string AboutMark = " о ";
    private const int MostInRun = 1_000;

    /// <param name="mark">Equal for the same objects in the same states; null where that is not known beforehand.</param>
    public static string OfSet(string set, string? mark = null) => mark is null ? set : $"{set} {mark}";

    public static string OfMessage(long number) => Message + number.ToString(CultureInfo.InvariantCulture);

    public static string OfAbout(string register, string target) => register + AboutMark + target;

    /// <summary>Whether it says what a register says about objects.</summary>
    public static bool IsAbout(string name) => name.Contains(AboutMark, StringComparison.Ordinal);

    /// <summary>The number of the message of an exchange plan; null for other deliveries.</summary>
    public static long? MessageOf(string name) =>
        name.StartsWith(Message, StringComparison.Ordinal) && long.TryParse(name[Message.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The set that was read for its own objects; null for other deliveries.</summary>
    public static string? SetOf(string name) => MessageOf(name) is not null || IsAbout(name) ? null : name.Split(' ')[0];

    /// <summary>The mark of a delivery; null when it has none.</summary>
    public static string? MarkOf(string name) => SetOf(name) is not null && name.Split(' ') is [_, var mark] ? mark : null;

    /// <summary>1C does not count what is read from it: the moment does, and the place within the run.</summary>
    public static long Number(DateTime formedAt, int place) => (new DateTimeOffset(formedAt).ToUnixTimeMilliseconds() * MostInRun) + place;
}
