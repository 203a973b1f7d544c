using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Crm.Hub.Tests.Kit;

/// <summary>A mail server on this machine that keeps what it is sent. It can refuse for a while.</summary>
internal sealed class Postbox : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public Postbox()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public bool IsFull { get; set; }

    public List<MimeMessage> Mail { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        Mail.ForEach(mail => mail.Dispose());
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var caller = await _listener.AcceptTcpClientAsync();
                await TalkAsync(caller.GetStream());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    private async Task TalkAsync(NetworkStream line)
    {
        using var reader = new StreamReader(line, Encoding.Latin1);
        await using var writer = new StreamWriter(line, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 postbox");
        while (await reader.ReadLineAsync() is { } said)
        {
            await writer.WriteLineAsync(said.Split(' ')[0].ToUpperInvariant() switch
            {
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                "MAIL" when IsFull => "452 no room",
                _ => "250 ok",
            });
            if (said == "DATA")
            {
                await TakeAsync(reader);
                await writer.WriteLineAsync("250 taken");
            }
        }
    }

    private async Task TakeAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } row and not ".")
        {
            text.Append(row.StartsWith("..", StringComparison.Ordinal) ? row[1..] : row).Append("\r\n");
        }

        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()));
        Mail.Add(await MimeMessage.LoadAsync(stream));
    }
}
