using Crm.Connect;

namespace Crm.Hub.Settings;

/// <summary>Who is told what the hub did and what stands in its way, as it is written in the settings.</summary>
internal sealed class TellingSettings
{
    public MailSettings? Mail { get; set; }

    public WebhookSettings? Webhook { get; set; }

    /// <summary>An address that is called while all goes as it should: a watchman elsewhere who misses the call knows that the service is dead.</summary>
    public string? Heartbeat { get; set; }

    /// <summary>When the letter of the morning is written, by the clock of the hub.</summary>
    public string Morning { get; set; } = "07:00";

    /// <summary>How long a base may be away before somebody is told.</summary>
    public int AwayMinutes { get; set; } = 120;

    /// <summary>How long after its time a flow may not have begun before somebody is told.</summary>
    public int LateMinutes { get; set; } = 30;
}

internal enum MailSecurity
{
    /// <summary>Encrypted from the beginning, as on port 465.</summary>
    Tls,

    /// <summary>Encrypted after the greeting, as on port 587; never without.</summary>
    StartTls,

    /// <summary>In clear, for a server on this machine.</summary>
    None,
}

internal sealed class MailSettings
{
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    public string? User { get; set; }

    [Secret]
    public string? Password { get; set; }

    public string? From { get; set; }

    public List<string> To { get; set; } = [];
}

internal sealed class WebhookSettings
{
    /// <summary>Takes a POST with JSON.</summary>
    public string? Address { get; set; }

    /// <summary>With it each call is signed: HMAC-SHA256 of the body in the header X-Hub-Signature.</summary>
    [Secret]
    public string? Secret { get; set; }
}
