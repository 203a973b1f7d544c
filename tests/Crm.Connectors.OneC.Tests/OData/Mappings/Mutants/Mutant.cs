namespace Crm.Connectors.OneC.Tests.OData.Mappings.Mutants;

/// <summary>One word of a mapping or of a look-up table changed into another.</summary>
/// <param name="File">Below the folder of all mappings, with '/'.</param>
/// <param name="At">Where the word begins in the text.</param>
/// <param name="Sort">What kind of word it is.</param>
internal sealed record Mutant(string File, int At, string Word, string Instead, string Sort)
{
    public string Apply(string text) => string.Concat(text.AsSpan(0, At), Instead, text.AsSpan(At + Word.Length));

    public override string ToString() => $"{File}@{At} {Sort}: {Word} -> {Instead}";
}
