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

    public static string OfSet(string set) => set;

    public static string OfMessage(long number) => Message + number.ToString(CultureInfo.InvariantCulture);

    public static string OfAbout(string register, string target) => register + AboutMark + target;

    /// <summary>The number of the message of an exchange plan; null for other deliveries.</summary>
    public static long? MessageOf(string name) =>
        name.StartsWith(Message, StringComparison.Ordinal) && long.TryParse(name[Message.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The set that was read for its own objects; null for other deliveries.</summary>
    public static string? SetOf(string name) => name.Contains(' ', StringComparison.Ordinal) ? null : name;

    /// <summary>1C does not count what is read from it: the moment does, and the place within the run.</summary>
    public static long Number(DateTime formedAt, int place) => (new DateTimeOffset(formedAt).ToUnixTimeMilliseconds() * MostInRun) + place;
}
