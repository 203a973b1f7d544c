using Crm.Simulator.Answers;
using Crm.Simulator.Metadata;

namespace Crm.Simulator.Writing;

/// <summary>Rows of tabular sections: numbered from one, and each knows whose it is.</summary>
internal static class Sections
{
    /// <exception cref="ODataFault">500 without a number, 400 when they are not 1, 2, 3 …</exception>
    public static void CheckNumbers(EdmType type, object?[][] rows)
    {
        if (type.Find("LineNumber") is not { } number)
        {
            return;
        }

        for (var at = 0; at < rows.Length; at++)
        {
            var given = rows[at][number.Index] ?? throw ODataFault.Business("Внутренняя ошибка.");
            if ((long)given != at + 1)
            {
                throw ODataFault.BadValue("LineNumber");
            }
        }
    }

    /// <summary>Writes whose they are into all rows: the key of the object, or the recorder of records.</summary>
    public static void Own(EdmType type, object?[] values)
    {
        foreach (var section in type.Properties.Where(property => property is { Kind: EdmKind.Rows, RowType: not null }))
        {
            foreach (var name in type.Keys)
            {
                Own(section, section.RowType!.Find(name), values, type.Find(name)!.Of(values));
            }
        }
    }

    private static void Own(EdmProperty section, EdmProperty? owner, object?[] values, object key)
    {
        foreach (var row in owner is null ? [] : (object?[][])section.Of(values))
        {
            row[owner!.Index] = key;
        }
    }
}
