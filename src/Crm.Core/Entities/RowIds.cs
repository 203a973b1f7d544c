using System.Runtime.CompilerServices;

namespace Crm.Core.Entities;

/// <summary>
/// Ids of new rows: version 7, and growing, also within one moment of a clock and when it is put back. So the order of ids is that in
/// which this process made the rows.
/// </summary>
public sealed class RowIds
{
    private const int InOneMoment = 1 << 12;

    private static readonly ConditionalWeakTable<TimeProvider, RowIds> ByClock = [];

    private readonly Lock _gate = new();
    private long _moment;
    private int _count;

    private RowIds()
    {
    }

    public static Guid Next(TimeProvider clock) => ByClock.GetValue(clock, _ => new RowIds()).Next(clock.GetUtcNow().ToUnixTimeMilliseconds());

    private Guid Next(long now)
    {
        lock (_gate)
        {
            (_moment, _count) = now > _moment ? (now, 0) : _count + 1 < InOneMoment ? (_moment, _count + 1) : (_moment + 1, 0);
            return At(_moment, _count);
        }
    }

    // What is random between the version and the variant becomes the number within the moment.
    private static Guid At(long moment, int count)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(moment)).TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[6] = (byte)(0x70 | (count >> 8));
        bytes[7] = (byte)count;
        return new Guid(bytes, bigEndian: true);
    }
}
