using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings.Converters;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Reading;

/// <summary>
/// Judges places over there by what is known of their types. Where nothing is known nothing is called wrong; a text becomes a
/// number, a date or a flag only where a converter says so.
/// </summary>
internal sealed class TypeLints(FileLints lints, PathReader paths)
{
    /// <summary>Whether the field can be filled from there.</summary>
    public void Takes(EntityField field, IReadOnlyList<Converter> converters, TextNode at, SourcePath path)
    {
        var theirs = paths.TypeOf(path);
        if (!Fits(field, converters, theirs))
        {
            var first = converters.Count > 0 ? converters[0].Name : field.Name;
            lints.Error(
                at, LintCodes.TheirType,
                $"«{path.Text}» — это {TypeWords.Ru(theirs.Type)}, а {first} такого не берёт{(converters.Count > 0 ? "" : $" ({field.Type})")}.",
                $"'{path.Text}' is {TypeWords.En(theirs.Type)}, which {first} does not take{(converters.Count > 0 ? "" : $" ({field.Type})")}.",
                Nearest.To(path.Text, paths.Fitting(path, other => other.Type != ExternalType.Unknown && Fits(field, converters, other))));
        }
        else if (field.Type == FieldType.Link && theirs.Targets.Count > 0)
        {
            paths.Seen.Links.Add((at, field.Target!, theirs.Targets));
        }
        else if (field.Type == FieldType.Choice && converters.Count == 0)
        {
            Chosen(field, theirs, at);
        }
    }

    /// <summary>Whether rows can be read from there.</summary>
    public void Rows(TextNode at, SourcePath path)
    {
        var theirs = paths.TypeOf(path);
        if (path.Steps.Count > 0 && theirs.Type is not (ExternalType.Unknown or ExternalType.Table))
        {
            lints.Error(at, LintCodes.TheirType, $"«{path.Text}» — это {TypeWords.Ru(theirs.Type)}, а здесь нужна таблица.", $"'{path.Text}' is {TypeWords.En(theirs.Type)}, and a table is needed here.",
                Nearest.To(path.Text, paths.Fitting(path, other => other.Type == ExternalType.Table)));
        }
    }

    /// <summary>Whether one text can be compared with what stands there.</summary>
    /// <param name="asked">The word of the condition.</param>
    public void Compared(TextNode at, SourcePath path, string asked)
    {
        var theirs = paths.TypeOf(path);
        var right = asked switch
        {
            "equals" => theirs.Type is not (ExternalType.Table or ExternalType.Binary),
            "present" or "absent" => theirs.Type is not (ExternalType.Boolean or ExternalType.Binary),
            "starts" or "length" => theirs.Type is ExternalType.Unknown or ExternalType.Text or ExternalType.Choice or ExternalType.Number,
            _ => true,
        };
        if (!right)
        {
            lints.Error(at, LintCodes.Operand, $"«{path.Text}» — это {TypeWords.Ru(theirs.Type)}: {asked} о нём ничего не скажет.", $"'{path.Text}' is {TypeWords.En(theirs.Type)}: {asked} says nothing of it.");
        }
    }

    /// <summary>Whether the word can ever stand there.</summary>
    public void Word(SourcePath path, TextNode word) => TheirWords.Check(lints, paths.TypeOf(path), path.Text, word);

    /// <summary>Whether the table knows the words that may stand there.</summary>
    public void Lookup(LookupTable table, Node at, SourcePath path)
    {
        var unknown = paths.TypeOf(path).Words.Where(word => !table.Knows(word)).ToList();
        if (unknown.Count > 0)
        {
            var words = string.Join(", ", unknown.Take(12));
            lints.Warning(at, LintCodes.LookupLacks, $"в таблице {table.Name} нет слов, которые бывают в «{path.Text}»: {words}; допишите строки.", $"the table {table.Name} lacks words that '{path.Text}' may be: {words}; add rows.");
        }
    }

    private void Chosen(EntityField field, ExternalField theirs, TextNode at)
    {
        if (theirs.Words.FirstOrDefault(word => !field.Choices.Contains(word, StringComparer.OrdinalIgnoreCase)) is { } wrong)
        {
            lints.Error(at, LintCodes.TheirType, $"там бывает «{wrong}», а {field.Name} такого не примет; нужны cases или lookup.", $"'{wrong}' may stand there, which {field.Name} cannot take; cases or lookup is needed.");
        }
    }

    private static bool Fits(EntityField field, IReadOnlyList<Converter> converters, ExternalField theirs) =>
        theirs.Type == ExternalType.Unknown || (converters.Count > 0 ? Enters(converters[0], theirs.Type) : Becomes(field.Type, theirs.Type));

    private static bool Becomes(FieldType ours, ExternalType theirs) => (ours, theirs) switch
    {
        (FieldType.Text, ExternalType.Text or ExternalType.Choice or ExternalType.Number) => true,
        (FieldType.Boolean, ExternalType.Boolean) => true,
        (FieldType.Date, ExternalType.Moment) => true,
        (FieldType.Money or FieldType.Number, ExternalType.Number) => true,
        (FieldType.Choice, ExternalType.Choice) => true,
        (FieldType.Link, ExternalType.Link) => true,
        (FieldType.Rows, ExternalType.Table) => true,
        _ => false,
    };

    private static bool Enters(Converter converter, ExternalType theirs) => (converter.Name, theirs) switch
    {
        (_, ExternalType.Text or ExternalType.Choice) => true,
        ("date" or "time", var type) => type == ExternalType.Moment,
        ("boolean", var type) => type == ExternalType.Boolean,
        ("lookup", ExternalType.Boolean) => true,
        (_, var type) => type == ExternalType.Number,
    };
}
