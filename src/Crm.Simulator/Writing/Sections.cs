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

    /// <summary>Writes the key of the object into all its rows.</summary>
    public static void Own(EdmType type, object?[] values, Guid key)
    {
        foreach (var section in type.Properties.Where(property => property is { Kind: EdmKind.Rows, RowType: not null }))
        {
            if (section.RowType!.Find("Ref_Key") is not { } owner)
            {
                continue;
            }

            foreach (var row in (object?[][])section.Of(values))
            {
                row[owner.Index] = key;
            }
        }
    }
}
