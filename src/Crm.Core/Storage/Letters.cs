namespace Crm.Core.Storage;

/// <summary>Why people are written to.</summary>
public enum LetterKind
{
    /// <summary>Something must be looked at now; open until its cause is gone.</summary>
    Alarm,

    /// <summary>What the night brought; one a day.</summary>
    Morning,
}

/// <summary>What people are told, written once and kept until it has left by every way. Of one key only one is open at a time.</summary>
public sealed class Letter
{
    public long Id { get; set; }

    public LetterKind Kind { get; set; }

    /// <summary>What it is about, such as "failed night".</summary>
    public string Key { get; set; } = "";

    public string Subject { get; set; } = "";

    public string Text { get; set; } = "";

    public DateTime WrittenAt { get; set; }

    /// <summary>When its cause was gone.</summary>
    public DateTime? OverAt { get; set; }

    /// <summary>The newest line of the journal that it tells of.</summary>
    public long JournalId { get; set; }

    public DateTime? MailedAt { get; set; }

    /// <summary>When the webhook took it.</summary>
    public DateTime? PostedAt { get; set; }
}
