using System.Globalization;
using Crm.Core.Storage;
using Crm.Hub.Settings;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Crm.Hub.Telling;

/// <summary>Letters as mail.</summary>
internal sealed class MailWay(Mailbox mailbox) : IWay
{
    private const int PatienceMilliseconds = 30_000;

    public string Name => mailbox.ToString();

    public IReadOnlyList<Letter> Waiting(LetterStore letters, DateTime after) => letters.Unmailed(after);

    public void Left(LetterStore letters, Letter letter, DateTime now) => letters.Mailed(letter.Id, now);

    public async Task SendAsync(Letter letter, CancellationToken ct)
    {
        using var message = MessageOf(letter);
        using var client = new SmtpClient { Timeout = PatienceMilliseconds };
        await client.ConnectAsync(mailbox.Host, mailbox.Port, SecurityOf(mailbox.Security), ct);
        if (mailbox is { User: { } user, Password: { } password })
        {
            await client.AuthenticateAsync(user, password, ct);
        }

        await client.SendAsync(message, ct);
        await client.DisconnectAsync(quit: true, ct);
    }

    private MimeMessage MessageOf(Letter letter)
    {
        var message = new MimeMessage { Subject = letter.Subject, Date = new DateTimeOffset(letter.WrittenAt), Body = new TextPart("plain") { Text = letter.Text } };
        message.From.Add(mailbox.From);
        message.To.AddRange(mailbox.To);
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");

        // Sent twice by a service that died in between, it is shown once.
        message.MessageId = string.Create(CultureInfo.InvariantCulture, $"{letter.Id}.{letter.WrittenAt:yyyyMMddHHmmss}@hub.{mailbox.From.Domain}");
        return message;
    }

    private static SecureSocketOptions SecurityOf(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };
}
