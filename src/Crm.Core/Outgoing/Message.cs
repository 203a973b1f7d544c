using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Core.Sync;

namespace Crm.Core.Outgoing;

/// <summary>What one base is to hear of one row, as one of its objects. Nothing to say when there is no news.</summary>
/// <param name="Link">The object it is over there and what is agreed on; null when it is to become one.</param>
/// <param name="Whole">The row in CRM words, what is written with links by their ids over there; what is theirs, or in question, as they said it.</param>
/// <param name="Told">Of these, what is our word.</param>
/// <param name="News">Of these, what the base has not agreed on and may be told.</param>
/// <param name="Deletes">The row is archived and the object lives.</param>
/// <param name="Missing">Links whose row the base does not know.</param>
internal sealed record Message(
    Guid Row, Mapping Mapping, KnownLink? Link, Fields Whole, Fields Told, Fields News, bool Deletes, IReadOnlyList<MissingLink> Missing)
{
    /// <summary>The whole row as it lies here, links as ids of rows.</summary>
    public Fields Ours { get; init; } = Fields.Empty;

    /// <summary>The base has never been heard to have it.</summary>
    public bool IsNew => Link is null || Link.Agreed.Values.Count == 0;

    /// <summary>The object is marked as deleted and the row lives.</summary>
    public bool Revives => !Deletes && Link is { Agreed.Deleted: true };

    public bool HasNews => Deletes || Revives || News.Count > 0 || (Link is null && Told.Count > 0);
}

/// <summary>A link as the way out sees it.</summary>
internal sealed record KnownLink(long Id, ExternalRef Ref, Agreed Agreed);

/// <summary>A field whose row has no object in that base.</summary>
internal sealed record MissingLink(string Field, string Kind, Guid Row);
