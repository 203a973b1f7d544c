using System.IO.Hashing;
using System.Text;

namespace Crm.Connectors.OneC.OData.Metadata;

/// <summary>
/// An index as a file: a table of names and numbers into it, sealed with a hash. Read in a few hundredths of a second where the
/// $metadata that it came from takes half a minute to fetch.
/// </summary>
internal static class IndexFile
{
    private const string Mark = "onec-odata index 1";
    private const int SealLength = 16;
    private const long LongestFile = 64L << 20;

    /// <summary>Equal for bases that are built alike, whatever their list of sets looks like.</summary>
    public static string Hash(BaseIndex index) => Convert.ToHexStringLower(XxHash128.Hash(Bytes(index.With(""))));

    public static void Write(BaseIndex index, string path)
    {
        var body = Bytes(index);
        var parts = path + ".part";
        using (var file = new FileStream(parts, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(body);
            file.Write(XxHash128.Hash(body));
        }

        File.Move(parts, path, overwrite: true);
    }

    /// <returns>The index; null when there is no file, or one that is not whole or of another program.</returns>
    public static BaseIndex? Read(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length is < SealLength or > LongestFile)
        {
            return null;
        }

        var bytes = File.ReadAllBytes(path);
        var body = bytes.AsSpan(0, bytes.Length - SealLength);
        if (!bytes.AsSpan(body.Length).SequenceEqual(XxHash128.Hash(body)))
        {
            return null;
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, 0, body.Length, writable: false), Encoding.UTF8);
        return reader.ReadString() == Mark ? new IndexReader(reader).Read() : null;
    }

    private static byte[] Bytes(BaseIndex index)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Mark);
            new IndexWriter(writer).Write(index);
        }

        return bytes.ToArray();
    }
}
