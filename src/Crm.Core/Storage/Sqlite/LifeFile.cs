using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace Crm.Core.Storage.Sqlite;

/// <summary>A file beside the database that is held by whoever lives under that name.</summary>
internal static class LifeFile
{
    public static FileStream Hold(string database, string name) =>
        HeldFile.TryHold(Of(database, name)) ?? throw new InvalidOperationException($"'{name}' lives already");

    /// <summary>Whether anybody holds it; one that nobody holds is taken away.</summary>
    public static bool IsHeld(string database, string name)
    {
        var file = Of(database, name);
        if (!File.Exists(file))
        {
            return false;
        }

        try
        {
            using var left = HeldFile.TryHold(file);
            return left is null;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            // Of another account, or just going away on Windows: whoever may live is not taken for dead.
            return true;
        }
    }

    private static string Of(string database, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{database}-lives-{XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(name)):x16}");
}
