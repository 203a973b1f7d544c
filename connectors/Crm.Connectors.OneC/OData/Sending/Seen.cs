using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;

namespace Crm.Connectors.OneC.OData.Sending;

/// <summary>An object as it is there now.</summary>
internal sealed record Seen(Fields Fields, string? Version)
{
    public bool IsPosted => Fields.Text(OwnNames.Posted) == "true";

    public bool IsMarked => Fields.Text(OwnNames.Deleted) == "true";

    public bool IsPredefined => Fields.Text(OwnNames.Predefined) == "true";
}
