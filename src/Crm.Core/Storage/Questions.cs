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

    /// <summary>An object refers to one that has not come.</summary>
    Missing,

    /// <summary>An object could not be translated.</summary>
    Rejected,

    /// <summary>A base does not take what we send it.</summary>
    Refused,
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

    /// <summary>What was answered, in the words of the command; null while it is open or when it answered itself.</summary>
    public string? Answer { get; set; }

    public string? AnsweredBy { get; set; }

    public DateTime? AnsweredAt { get; set; }
}
