using System.IO.Hashing;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Wire;
using RestSharp;

namespace Crm.Connectors.OneC.OData.Metadata;

/// <summary>The description of a base that is kept: mappings are checked against it, and nights do not fetch it anew.</summary>
internal sealed class Pin(string path)
{
    private const long LongestMetadata = 256L << 20;
    private const long LongestList = 16L << 20;

    /// <summary>Where it lies by the settings.</summary>
    public static Pin Of(Connection connection)
    {
        var settings = (OneCODataSettings)connection.Settings;
        return new Pin(settings.Metadata is { } file
            ? Path.GetFullPath(file, Path.GetFullPath(connection.BaseDirectory))
            : Path.Combine(connection.Folder, "metadata.index"));
    }

    public BaseIndex? Load() => IndexFile.Read(path);

    public void Keep(BaseIndex index)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            IndexFile.Write(index, path);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(
                Trouble.Misconfigured,
                new Words($"описание базы не удалось сохранить ({wrong.GetType().Name}); проверьте Metadata и права", $"the description of the base could not be kept ({wrong.GetType().Name}); check Metadata and the rights"),
                wrong);
        }
    }

    /// <summary>The description as it is now; the one that was kept, when 1C still publishes the same sets.</summary>
    public async Task<BaseIndex> CurrentAsync(OneCLine line, CancellationToken ct)
    {
        var list = await ListHashAsync(line, ct);
        return Load() is { } kept && kept.Fingerprint == list ? kept : (await FetchAsync(line, ct)).With(list);
    }

    public static async Task<BaseIndex> FetchAsync(OneCLine line, CancellationToken ct)
    {
        await using var spool = Reading.Spool.Open();
        var answer = await line.GetIntoAsync(new Request(Method.Get, "$metadata", LongestMetadata) { Accept = "application/xml" }, spool, ct);
        return answer.IsDone ? MetadataReader.Read(spool, ct) : throw Faults.Of(answer, "$metadata");
    }

    // $metadata has no ETag, and is some hundred times as long as the list of sets.
    private static async Task<string> ListHashAsync(OneCLine line, CancellationToken ct)
    {
        var answer = await line.GetAsync("?$format=application%2Fjson", LongestList, ct);
        return answer.IsDone ? Convert.ToHexStringLower(XxHash128.Hash(answer.Body.Span)) : throw Faults.Of(answer, "OData");
    }
}
