namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Yes and no as the standard allows them to be written.</summary>
internal static class Flags
{
    public static bool IsTrue(string? word) =>
        word is not null && (word == "1" || word.Equals("true", StringComparison.OrdinalIgnoreCase) || word.Equals("да", StringComparison.OrdinalIgnoreCase));
}
