using Crm.Connect;

namespace Crm.Core.Mappings;

/// <summary>One thing that is wrong, or doubtful, in a mapping, a look-up table or a sample.</summary>
/// <param name="File">Relative to the base directory of the book, with '/'.</param>
/// <param name="Line">From 1; 0 when the whole file is meant.</param>
/// <param name="Column">From 1; 0 when the whole line is meant.</param>
/// <param name="Code">Stable, such as HUB1012: people search for it.</param>
/// <param name="IsError">An error keeps the book from being opened; a warning does not.</param>
public sealed record Lint(string File, long Line, long Column, string Code, bool IsError, Words Words)
{
    public override string ToString() => In("en");

    /// <summary>The line for a person, in the language named "ru" or "en".</summary>
    public string In(string language) => $"{File}:{Line}:{Column}: {Code}: {Words.In(language)}";
}

/// <summary>One text that a book was made of: a mapping or a look-up table.</summary>
public sealed record MappingText(string File, string Text);
