using Crm.Connect;

namespace Crm.Core.Mappings.Rules;

/// <summary>What one translation finds wrong or worth telling, with the row of the table it is in.</summary>
internal sealed class Findings
{
    private static readonly Words Needed = new(
        "обязательное поле пусто; заполните его в исходной базе",
        "a required field is empty; fill it in the other base");

    private static readonly Words NeededHere = new(
        "обязательное поле пусто; заполните его в CRM",
        "a required field is empty; fill it in the CRM");

    private static readonly Words NotSaid = new(
        "обязательное поле не передано; для новой записи его не хватает",
        "a required field was not sent; a new row lacks it");

    // Nearly every object is right: it needs no lists of its own.
    private static readonly IReadOnlyList<Rejection> None = [];

    private List<Rejection>? _rejections;
    private List<Rejection>? _notices;
    private List<Rejection>? _unsaid;
    private List<string>? _whole;

    /// <summary>The table being read, and the row in it from 1.</summary>
    public string? Table { get; set; }

    public int Row { get; set; }

    public int Rejections => _rejections?.Count ?? 0;

    public int Notices => _notices?.Count ?? 0;

    public void Reject(string field, Outcome wrong) => (_rejections ??= []).Add(Of(field, wrong));

    public void Notice(string field, Outcome wrong) => (_notices ??= []).Add(Of(field, wrong));

    public void Empty(string field) => (_rejections ??= []).Add(new Rejection(Path(field), null, Needed));

    /// <summary>A row of ours lacks what the other side must have.</summary>
    public void EmptyHere(string field) => (_rejections ??= []).Add(new Rejection(Path(field), null, NeededHere));

    public void Unsaid(string field) => (_unsaid ??= []).Add(new Rejection(field, null, NotSaid));

    /// <summary>All rows of the table were told and could be read.</summary>
    public void TellWhole(string table) => (_whole ??= []).Add(table);

    /// <summary>What was rejected since then is only worth telling: its row is left out.</summary>
    public void Soften(int since)
    {
        (_notices ??= []).AddRange(_rejections![since..]);
        _rejections.RemoveRange(since, _rejections.Count - since);
    }

    public Translation Of(Fields fields) =>
        new(fields, _rejections ?? None, _notices ?? None) { Unsaid = _unsaid ?? None, Whole = _whole ?? (IReadOnlyList<string>)[] };

    private Rejection Of(string field, Outcome wrong) => new(Path(field), Outcome.Cut(wrong.Value as string ?? ""), wrong.Wrong!);

    private string Path(string field) => Table is null ? field : $"{Table}[{Row}].{field}";
}
