using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace Crm.Core.Storage.Sqlite;

/// <summary>A file beside the database that a process holds open while it lives: however it dies, the system lets go of it.</summary>
internal static class LifeFile
{
    public static FileStream Hold(string database, string name) => Open(Of(database, name), FileMode.OpenOrCreate);

    /// <summary>Whether anybody holds it; one that nobody holds is taken away.</summary>
    public static bool IsHeld(string database, string name)
    {
        try
        {
            using var left = Open(Of(database, name), FileMode.Open);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static FileStream Open(string file, FileMode mode) => new(file, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);

    private static string Of(string database, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{database}-lives-{XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(name)):x16}");
}
