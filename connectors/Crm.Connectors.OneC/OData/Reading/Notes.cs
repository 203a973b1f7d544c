using System.Globalization;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>What the channel has the hub remember.</summary>
internal static class Notes
{
    /// <summary>The form of a moment by the clock of 1C's server.</summary>
    public const string Moment = "yyyy-MM-dd'T'HH:mm:ss";

    /// <summary>When a set was read and taken last.</summary>
    public static string Read(string set) => "read:" + set;

    /// <summary>Of which objects a register spoke, by the name of the delivery.</summary>
    public static string Told(string delivery) => "told:" + delivery;

    /// <summary>The mark of a delivery that was put aside: as long as its objects are the same, they are not told again.</summary>
    public static string Aside(string set) => "aside:" + set;

    /// <summary>The number of the message of an exchange plan that was confirmed last from here.</summary>
    public static string Confirmed(string plan, string node) => $"confirmed:{plan}/{node}";

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>How the set looked to which a property of this one refers.</summary>
    public static string Behind(string set, string reference) => $"behind:{set}/{reference}";

    /// <summary>How the rows looked that say words about objects.</summary>
    public static string Words(string register, string target) => $"words:{register}/{target}";
}
