using System.Diagnostics;

namespace Crm.Hub.Installing;

/// <summary>One thing that is done to the machine; each may be done again.</summary>
internal abstract record Step
{
    /// <exception cref="StepException">It could not be done.</exception>
    public abstract Task DoAsync(CancellationToken ct);

    /// <summary>As a person would do it by hand.</summary>
    public abstract override string ToString();

    /// <summary>A file with this text.</summary>
    public sealed record Write(string File, string Text) : Step
    {
        public override Task DoAsync(CancellationToken ct) => System.IO.File.WriteAllTextAsync(File, Text, ct);

        public override string ToString() => $"{File}:\n{Text.TrimEnd()}";
    }

    public sealed record Remove(string File) : Step
    {
        public override Task DoAsync(CancellationToken ct)
        {
            System.IO.File.Delete(File);
            return Task.CompletedTask;
        }

        public override string ToString() => $"rm {Quoted(File)}";
    }

    public sealed record Folder(string Path) : Step
    {
        public override Task DoAsync(CancellationToken ct)
        {
            Directory.CreateDirectory(Path);
            return Task.CompletedTask;
        }

        public override string ToString() => $"mkdir {Quoted(Path)}";
    }

    /// <summary>A program of the system.</summary>
    public sealed record Run(string Program, params IReadOnlyList<string> Arguments) : Step
    {
        /// <summary>It fails where there is nothing to do.</summary>
        public bool MayFail { get; init; }

        public override async Task DoAsync(CancellationToken ct)
        {
            var start = new ProcessStartInfo(Program, Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start) ?? throw new StepException($"{this}: did not start");
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
            await process.WaitForExitAsync(ct);
            if (process.ExitCode != 0 && !MayFail)
            {
                throw new StepException($"{this}: {string.Concat(said).Trim()} ({process.ExitCode})");
            }
        }

        public override string ToString() => string.Join(' ', Arguments.Select(Quoted).Prepend(Program));
    }

    private static string Quoted(string word) =>
        word.Length > 0 && !word.Any(letter => char.IsWhiteSpace(letter) || letter is '"' or '\'' or '$') ? word : $"\"{word.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}

/// <summary>A step that could not be done, and what the system said to it.</summary>
internal sealed class StepException(string message) : Exception(message);
