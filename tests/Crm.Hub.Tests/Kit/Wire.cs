using System.Net;
using System.Net.Sockets;

namespace Crm.Hub.Tests.Kit;

/// <summary>A wire to a server on this machine that can be cut: what goes over it breaks off, and nobody comes through until it is mended.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private readonly Task _accepting;
    private CancellationTokenSource _whole = new();
    private volatile bool _isCut;

    /// <param name="server">Its port.</param>
    public Wire(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Cut()
    {
        _isCut = true;
        Interlocked.Exchange(ref _whole, new CancellationTokenSource()).Cancel();
    }

    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        Cut();
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                var caller = await _listener.AcceptTcpClientAsync();
                talks.Add(_isCut ? Task.Run(caller.Dispose) : TalkAsync(caller, _whole.Token));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient caller, CancellationToken cut)
    {
        using (caller)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, cut);
                var (here, there) = (caller.GetStream(), server.GetStream());
                await Task.WhenAny(here.CopyToAsync(there, cut), there.CopyToAsync(here, cut));
            }
            catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException)
            {
                caller.Close();
            }
        }
    }
}
