using Crm.Hub.Settings;
using MimeKit;

namespace Crm.Hub.Telling;

/// <summary>Who is told, and when; checked.</summary>
/// <param name="Heartbeat">Called while all goes as it should.</param>
/// <param name="Morning">When the letter of the morning is written.</param>
/// <param name="AwayFor">How long a base may be away.</param>
/// <param name="LateBy">How long after its time a flow may not have begun.</param>
internal sealed record Circle(Mailbox? Mail, Webhook? Webhook, Uri? Heartbeat, TimeOnly Morning, TimeSpan AwayFor, TimeSpan LateBy)
{
    /// <summary>Nobody is told; whoever asks hears what would be told.</summary>
    public static Circle Nobody { get; } = new(null, null, null, new TimeOnly(7, 0), TimeSpan.FromHours(2), TimeSpan.FromMinutes(30));
}

/// <summary>A mail server and whom it takes letters to.</summary>
internal sealed record Mailbox(string Host, int Port, MailSecurity Security, string? User, string? Password, MailboxAddress From, IReadOnlyList<MailboxAddress> To)
{
    public override string ToString() => $"{Host}:{Port}";
}

/// <summary>A program that takes letters as JSON.</summary>
internal sealed record Webhook(Uri Address, string? Secret)
{
    public override string ToString() => Address.Host;
}
