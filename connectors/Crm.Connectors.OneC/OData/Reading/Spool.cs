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
}
