using System.CommandLine;

namespace Crm.Hub.Commands;

/// <summary>The options that every verb has.</summary>
internal sealed class CommonOptions
{
    public Option<string?> Config { get; } = new("--config") { HelpName = "FILE", Recursive = true };

    public Option<string?> DataDirectory { get; } = new("--data") { HelpName = "DIR", Recursive = true };

    public Option<bool> Json { get; } = new("--json") { Recursive = true };

    public Option<string?> Language { get; } = new("--lang") { HelpName = "ru|en", Recursive = true };

    public Option<bool> Verbose { get; } = new("--verbose") { Recursive = true };

    public IReadOnlyList<Option> All => [Config, DataDirectory, Json, Language, Verbose];

    public Options Of(ParseResult parse) => new(
        parse.GetValue(Config), parse.GetValue(DataDirectory), parse.GetValue(Json), parse.GetValue(Language), parse.GetValue(Verbose));

    /// <summary>As <see cref="Of"/>, for a line that has errors.</summary>
    public Options OfBroken(ParseResult parse) => new(
        Word(parse, Config), null, parse.GetResult(Json) is { Implicit: false }, Word(parse, Language), false);

    private static string? Word(ParseResult parse, Option option) =>
        parse.GetResult(option) is { Tokens: [var token, ..] } ? token.Value : null;
}

/// <summary>What they were set to.</summary>
internal sealed record Options(string? Config, string? DataDirectory, bool Json, string? Language, bool Verbose);
