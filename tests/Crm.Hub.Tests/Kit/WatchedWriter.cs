namespace Crm.Hub.Tests.Kit;

/// <summary>What a program writes while it runs: a test waits for words in it, not for time.</summary>
internal sealed class WatchedWriter : StringWriter
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override void Write(char value) => Note(() => base.Write(value));

    public override void Write(string? value) => Note(() => base.Write(value));

    public override void Write(char[] buffer, int index, int count) => Note(() => base.Write(buffer, index, count));

    public override string ToString()
    {
        lock (_gate)
        {
            return base.ToString();
        }
    }

    /// <summary>Waits until these words were written and gives all that was.</summary>
    public async Task<string> WaitAsync(string words, CancellationToken ct)
    {
        while (true)
        {
            var next = Volatile.Read(ref _written).Task;
            if (ToString().Contains(words, StringComparison.Ordinal))
            {
                return ToString();
            }

            await next.WaitAsync(ct);
        }
    }

    private void Note(Action write)
    {
        lock (_gate)
        {
            write();
        }

        Interlocked.Exchange(ref _written, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }
}
