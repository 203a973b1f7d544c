namespace Crm.Simulator.Http;

/// <summary>The body of an answer: counts what goes out, and breaks off where a fault says so.</summary>
internal sealed class MeteredStream(Stream inner, long most) : Stream
{
    public long Written { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var part = buffer[..(int)Math.Min(buffer.Length, most - Written)];
        await inner.WriteAsync(part, cancellationToken);
        Written += part.Length;
        if (part.Length < buffer.Length)
        {
            await inner.FlushAsync(cancellationToken);
            throw new BrokenOffException();
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>A planned break of the connection: nothing more is to be answered.</summary>
internal sealed class BrokenOffException : Exception;
