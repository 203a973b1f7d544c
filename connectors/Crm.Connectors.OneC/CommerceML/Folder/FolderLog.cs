using Microsoft.Extensions.Logging;

namespace Crm.Connectors.OneC.CommerceML.Folder;

/// <summary>What the folder tells the log; none of it is an error.</summary>
internal static partial class FolderLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{File} waits for the next run: it is still being written (changed {Seconds} s ago)")]
    public static partial void StillBeingWritten(this ILogger log, string file, long seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} waits for the next run: it cannot be opened now")]
    public static partial void CannotBeOpened(this ILogger log, Exception reason, string file);

    [LoggerMessage(Level = LogLevel.Information, Message = "{File} was written anew while it was read and stays for the next run")]
    public static partial void WrittenAnew(this ILogger log, string file);
}
