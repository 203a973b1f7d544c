using Crm.Connect;

namespace Crm.Core.Mappings.Rules;

/// <summary>Turns the text that a converter gave into one that it would be given for; the mirror of a conversion. Pure.</summary>
internal delegate Outcome Unconversion(string text);

/// <summary>How one CRM field is said over there; the mirror of a source. A closed family.</summary>
internal abstract record Saying
{
    /// <summary>As a text at one place.</summary>
    /// <param name="Back">The converters of the rule read backwards, the last of them first.</param>
    /// <param name="Instead">Places where it is said instead, of rows for which the conditions hold.</param>
    /// <param name="Beside">A word that the rule asks for when it is read, and that is said wherever it has a value.</param>
    public sealed record Text(
        SourcePath At,
        IReadOnlyList<Unconversion> Back,
        IReadOnlyList<(SourcePath At, IReadOnlyList<CrmCondition> When)> Instead,
        (SourcePath At, string Word)? Beside) : Saying;

    /// <summary>As the rows of a table.</summary>
    public sealed record Rows(SourcePath At) : Saying;

    /// <summary>By the words that stand for the value, each at its place; for a value without words nothing is said.</summary>
    public sealed record Word(IReadOnlyList<SourcePath> At, IReadOnlyList<(object? Value, IReadOnlyList<(SourcePath At, string Word)> Words)> Cases) : Saying;

    /// <summary>Not at all: a row is one of this mapping's because it has this value.</summary>
    public sealed record Constant(object? Value) : Saying;

    /// <summary>Where over there it may be said; none when it is not.</summary>
    public IReadOnlyList<SourcePath> Places => this switch
    {
        Text text => [.. text.Instead.Select(place => place.At).Prepend(text.At).Distinct()],
        Rows rows => [rows.At],
        Word word => word.At,
        _ => [],
    };

    /// <summary>The top-level names of their fields that are written with it.</summary>
    public IEnumerable<string> Names => Places.Concat(this is Text { Beside: var (beside, _) } ? [beside] : []).Select(place => place.Steps[0].Name).Distinct();

    /// <summary>Where it is said of this row.</summary>
    public SourcePath PlaceOf(Fields crm)
    {
        foreach (var (at, when) in this is Text text ? text.Instead : [])
        {
            if (when.All(condition => condition.Holds(crm)))
            {
                return at;
            }
        }

        return Places[0];
    }
}
