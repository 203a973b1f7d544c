using System.CommandLine;
using Crm.Connect;

namespace Crm.Hub.Commands;

/// <summary>One word of the command line and what it does.</summary>
internal abstract class Verb(string name, Words summary)
{
    public string Name { get; } = name;

    /// <summary>What it does, in one line of the help.</summary>
    public Words Summary { get; } = summary;

    /// <summary>Its own arguments and options, with what each means.</summary>
    public abstract IReadOnlyList<(Symbol Symbol, Words Words)> Symbols { get; }

    /// <summary>Whether it may begin although the settings have errors, to tell of them.</summary>
    public virtual bool TakesBrokenSettings => false;

    /// <summary>Whether it works on its own until it is stopped: its log is all that anybody sees.</summary>
    public virtual bool IsService => false;

    public abstract Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct);
}
