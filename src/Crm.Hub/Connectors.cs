using Crm.Connect;
using Crm.Connectors.OneC.CommerceML;
using Crm.Connectors.OneC.OData;

namespace Crm.Hub;

/// <summary>The connectors this program knows. A new one is a new line here.</summary>
internal static class Connectors
{
    public static IReadOnlyList<IConnector> All { get; } =
    [
        new CommerceMlFilesConnector(),
        new OneCODataConnector(),
    ];
}
