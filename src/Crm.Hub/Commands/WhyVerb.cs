using System.CommandLine;
using Crm.Connect;

namespace Crm.Hub.Commands;

internal sealed class WhyVerb() : Verb("why", new Words("откуда значение", "where a value comes from"))
{
    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols => [];

    public override Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct) => Task.FromResult(ExitCode.Done);
}
