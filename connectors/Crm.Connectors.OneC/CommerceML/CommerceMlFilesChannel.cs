using System.Runtime.CompilerServices;
using Crm.Connect;
using Crm.Connectors.OneC.CommerceML.Folder;
using Crm.Connectors.OneC.CommerceML.Pieces;
using Crm.Connectors.OneC.CommerceML.Sending;

namespace Crm.Connectors.OneC.CommerceML;

/// <summary>The conversation with one exchange folder, and with the folder in which 1C looks for what we send.</summary>
internal sealed class CommerceMlFilesChannel(Connection connection, CommerceMlFilesSettings settings) : IChannel
{
    private readonly ExchangeFolder _folder = new(FullPath(settings.Folder, connection), settings, connection.TimeZone, connection.Clock, connection.Log);

    private readonly OutFolder? _out = settings.Out is null ? null : new OutFolder(FullPath(settings.Out, connection), settings.Out, FullPath(settings.Folder, connection));

    public Task CheckAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _folder.Check();
        _out?.Check();
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<Delivery> ReceiveAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var file in await _folder.FinishedAsync(ct))
        {
            ct.ThrowIfCancellationRequested();
            yield return file.ToDelivery();
        }
    }

    public IEnumerable<Piece> Read(Delivery delivery, Stream raw, CancellationToken ct)
    {
        var source = new PieceSource(connection.Name, delivery.Name, delivery.FormedAt, connection.TimeZone);
        return delivery.NeedsWhole ? ZipPackage.Read(raw, source, ct) : CommerceDocument.Read(raw, source, ct);
    }

    public async Task AcknowledgeAsync(Delivery delivery, CancellationToken ct)
    {
        if (settings.AfterReading == AfterReading.Move)
        {
            await MovingAsync(delivery, async () =>
            {
                await _folder.MoveToDoneAsync(delivery, ct);
                return "";
            });
        }
    }

    public Task<string> PutAsideAsync(Delivery delivery, Words reason, CancellationToken ct) =>
        MovingAsync(delivery, () => _folder.PutAsideAsync(delivery, reason, ct));

    public async Task<IReadOnlyList<Receipt>> SendAsync(Parcel parcel, CancellationToken ct)
    {
        if (_out is null)
        {
            var (ru, en) = CommerceMlFilesConnector.NoOut;
            throw new ConnectorException(Trouble.Misconfigured, new Words($"{connection.Name}: {ru}", $"{connection.Name}: {en}"));
        }

        var written = ParcelFiles.Of(parcel, settings, connection.TimeZone);
        foreach (var file in written.Files)
        {
            await _out.PutAsync(file, ct);
        }

        return written.Receipts;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string FullPath(string folder, Connection connection) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder, Path.GetFullPath(connection.BaseDirectory)));

    private static async Task<string> MovingAsync(Delivery delivery, Func<Task<string>> move)
    {
        try
        {
            return await move();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(
                Trouble.Unavailable,
                new Words(
                    $"{delivery.Name}: файл не удалось переместить ({wrong.Message}); проверьте права на папку обмена",
                    $"{delivery.Name}: the file could not be moved ({wrong.Message}); check the rights to the exchange folder"),
                wrong);
        }
    }
}
