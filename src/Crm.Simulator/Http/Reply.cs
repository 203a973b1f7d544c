using System.IO.Pipelines;
using System.Text;

namespace Crm.Simulator.Http;

/// <summary>An answer that is ready: what it says is already done.</summary>
internal sealed record Reply(int Status, string? ContentType = null, Func<PipeWriter, CancellationToken, Task>? Write = null)
{
    public string? Location { get; init; }

    public static Reply Bytes(string contentType, ReadOnlyMemory<byte> bytes) =>
        new(200, contentType, async (to, ct) => await to.WriteAsync(bytes, ct));

    public static Reply Text(string contentType, string text) => Bytes(contentType, Encoding.UTF8.GetBytes(text));
}
