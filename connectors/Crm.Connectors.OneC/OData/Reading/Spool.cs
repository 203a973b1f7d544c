using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// A file for what is too long for memory, readable by nobody else and gone when it is closed. A delivery is gathered in one before
/// the hub sees its first byte: it is complete, or it is not there.
/// </summary>
internal static class Spool
{
    private const int BufferSize = 128 << 10;

    public static FileStream Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = BufferSize,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), $"hub-odata-{Guid.NewGuid():N}"), options);
    }

    /// <summary>A delivery, written to its end.</summary>
    public static async Task<Stream> GatherAsync(Func<RawWriter, CancellationToken, Task> read, CancellationToken ct)
    {
        var spool = Open();
        try
        {
            using var raw = new RawWriter(spool);
            await read(raw, ct);
            await raw.EndAsync(ct);
            spool.Position = 0;
            return spool;
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
    }
}
