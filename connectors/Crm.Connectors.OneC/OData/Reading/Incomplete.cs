using Crm.Connect;
using Crm.Connectors.OneC.OData.Wire;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>Says that a reading is not all that 1C has. Half of a set is never handed on.</summary>
internal static class Incomplete
{
    public static ConnectorException Of(string set, long read, long counted) => Faults.Away(
        set,
        $"прочитано {read}, а 1С считает {counted}; ничего не взято. Данные меняются во время чтения или часть их скрыта правами",
        $"{read} were read and 1C counts {counted}; nothing was taken. They change while they are read, or rights hide a part of them");
}
