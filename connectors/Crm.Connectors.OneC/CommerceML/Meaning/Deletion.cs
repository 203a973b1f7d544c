using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>The four forms in which 1C marks an object as deleted: two of Статус, two of ПометкаУдаления.</summary>
internal static class Deletion
{
    public static bool IsMarked(Fields fields) =>
        IsWordDeleted(fields.Text("@Статус")) || IsWordDeleted(fields.Text("Статус"))
        || Flags.IsTrue(fields.Last("ПометкаУдаления")) || Flags.IsTrue(Requisites.Of(fields).Last("ПометкаУдаления"));

    private static bool IsWordDeleted(string? word) =>
        word is not null && (word.Equals("Удален", StringComparison.OrdinalIgnoreCase) || word.Equals("Удалён", StringComparison.OrdinalIgnoreCase));
}
