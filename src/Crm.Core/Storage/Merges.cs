namespace Crm.Core.Storage;

/// <summary>Two rows that a person made one, and all that is needed to make them two again.</summary>
public sealed class RowMerge
{
    public long Id { get; set; }

    public string Kind { get; set; } = "";

    /// <summary>The row that stays.</summary>
    public Guid KeptId { get; set; }

    /// <summary>The row that was archived.</summary>
    public Guid GoneId { get; set; }

    public DateTime MergedAt { get; set; }

    public string Person { get; set; } = "";

    public DateTime? UndoneAt { get; set; }

    /// <summary>JSON: what the merge changed, before and after, so that un-merging touches nothing that was changed since.</summary>
    public string Undo { get; set; } = "";
}

/// <summary>Two rows of which a person said that they are not the same.</summary>
public sealed class DistinctPair
{
    public string Kind { get; set; } = "";

    /// <summary>The smaller of the two ids.</summary>
    public Guid OneId { get; set; }

    public Guid OtherId { get; set; }

    public DateTime SaidAt { get; set; }

    public string Person { get; set; } = "";
}
