namespace Crm.Core.Mappings.Rules;

/// <summary>Turns the text that a converter gave into one that it would be given for; the mirror of a conversion. Pure.</summary>
internal delegate Outcome Unconversion(string text);

/// <summary>How one CRM field is said over there; the mirror of a source. A closed family.</summary>
internal abstract record Saying
{
    /// <summary>As a text at one place.</summary>
    /// <param name="Back">The converters of the rule read backwards, the last of them first.</param>
    public sealed record Text(SourcePath At, IReadOnlyList<Unconversion> Back) : Saying;

    /// <summary>As the rows of a table.</summary>
    public sealed record Rows(SourcePath At) : Saying;

    /// <summary>By a word that stands for the value; for a value without a word nothing is said.</summary>
    public sealed record Word(SourcePath At, IReadOnlyList<(object? Value, string? Word)> Words) : Saying;

    /// <summary>Not at all: a row is one of this mapping's because it has this value.</summary>
    public sealed record Constant(object? Value) : Saying;

    /// <summary>Where over there it is said; null when it is not.</summary>
    public SourcePath? Place => this switch
    {
        Text text => text.At,
        Rows rows => rows.At,
        Word word => word.At,
        _ => null,
    };
}
