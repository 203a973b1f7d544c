using Crm.Connect;
using Crm.Hub.Schedule;
using Crm.Hub.Telling;
using MimeKit;

namespace Crm.Hub.Settings;

/// <summary>Reads who is told, and finds everything wrong with it at once.</summary>
/// <param name="report">Takes the key below Hub:Telling and the words.</param>
internal sealed class TellingReader(Action<string, Words> report)
{
    private const int Week = 7 * 24 * 60;

    /// <returns>Null when nobody is told anything.</returns>
    public Circle? Read(TellingSettings? said)
    {
        if (said is null)
        {
            return null;
        }

        if (said.Mail is null && said.Webhook is null && said.Heartbeat is null)
        {
            Tell("Mail", "Не сказано, куда писать: укажите Mail, Webhook или Heartbeat.", "It is not said where to write to: set Mail, Webhook or Heartbeat.");
        }

        return new Circle(
            said.Mail is { } mail ? MailOf(mail) : null,
            said.Webhook is { } hook && AddressOf("Webhook:Address", hook.Address) is { } address ? new Webhook(address, hook.Secret) : null,
            said.Heartbeat is { } heartbeat ? AddressOf("Heartbeat", heartbeat) : null,
            MorningOf(said.Morning), Minutes("AwayMinutes", said.AwayMinutes), Minutes("LateMinutes", said.LateMinutes));
    }

    private Mailbox? MailOf(MailSettings mail)
    {
        if (string.IsNullOrWhiteSpace(mail.Host))
        {
            Tell("Mail:Host", "Не назван почтовый сервер, например smtp.firm.example.", "No mail server is named, such as smtp.firm.example.");
        }

        if (mail.Port is < 1 or > ushort.MaxValue)
        {
            Tell("Mail:Port", $"Порт {mail.Port} не бывает: от 1 до {ushort.MaxValue}.", $"There is no port {mail.Port}: from 1 to {ushort.MaxValue}.");
        }

        if (mail.To.Count == 0)
        {
            Tell("Mail:To", "Не сказано, кому писать: укажите адреса.", "It is not said whom to write to: name addresses.");
        }

        if (mail.User is null != mail.Password is null)
        {
            Tell("Mail:Password", "User и Password бывают только вместе.", "User and Password go together only.");
        }

        var (from, to) = (MailOf("Mail:From", mail.From), mail.To.Select(one => MailOf("Mail:To", one)).ToList());
        return mail.Host is null || from is null || to.Contains(null) ? null : new Mailbox(mail.Host, mail.Port, mail.Security, mail.User, mail.Password, from, [.. to.OfType<MailboxAddress>()]);
    }

    private MailboxAddress? MailOf(string key, string? address)
    {
        if (address is not null && MailboxAddress.TryParse(address, out var mail) && mail.Address.Contains('@', StringComparison.Ordinal))
        {
            return mail;
        }

        Tell(key, $"«{address}» — не адрес почты. Пишите, например, admin@firm.example.", $"'{address}' is no mail address. Write one such as admin@firm.example.");
        return null;
    }

    private Uri? AddressOf(string key, string? address)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp))
        {
            return uri;
        }

        Tell(key, "Нужен адрес, например https://firm.example/hub.", "An address is expected, such as https://firm.example/hub.");
        return null;
    }

    private TimeOnly MorningOf(string morning)
    {
        if (DayWindow.TimeOf(morning) is { } time)
        {
            return time;
        }

        Tell("Morning", $"«{morning}» — не время. Пишите, например, 07:00.", $"'{morning}' is no time. Write one such as 07:00.");
        return default;
    }

    private TimeSpan Minutes(string key, int minutes)
    {
        if (minutes is < 1 or > Week)
        {
            Tell(key, $"Минут — от 1 до {Week}.", $"Minutes are from 1 to {Week}.");
        }

        return TimeSpan.FromMinutes(Math.Clamp(minutes, 1, Week));
    }

    private void Tell(string key, string ru, string en) => report(key, new Words(ru, en));
}
