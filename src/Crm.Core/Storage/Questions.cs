namespace Crm.Core.Storage;

/// <summary>What only a person may decide.</summary>
public enum QuestionKind
{
    /// <summary>More than one row could be this object.</summary>
    Ambiguous,

    /// <summary>Both sides changed one field.</summary>
    Clash,

    /// <summary>The delivery looks like a disaster.</summary>
    Brake,
}

/// <summary>One open or answered question. The same question is never asked twice.</summary>
public sealed class Question
{
    public long Id { get; set; }

    public string Key { get; set; } = "";

    public QuestionKind Kind { get; set; }

    public bool IsOpen { get; set; }

    public DateTime AskedAt { get; set; }

    public long RunId { get; set; }

    /// <summary>JSON of Words.</summary>
    public string Text { get; set; } = "";

    /// <summary>JSON: candidates, or the three values of a clash.</summary>
    public string Detail { get; set; } = "";
}
