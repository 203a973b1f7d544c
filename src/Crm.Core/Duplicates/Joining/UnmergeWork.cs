using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Duplicates.Joining;

/// <summary>Parts the rows of one merge, within a transaction of the caller.</summary>
internal sealed class UnmergeWork(DbSession db, RowMerge merge, Ledger ledger, DateOnly today)
{
    private readonly EntityKind _kind = EntityKind.Find(merge.Kind)!;
    private readonly Undo _undo = Joining.Undo.Read(merge.Undo);
    private readonly RowDesk _desk = new(db, EntityKind.Find(merge.Kind)!);
    private readonly Linked _linked = new(db);
    private readonly MergeStore _merges = new(db);
    private readonly List<Words> _notes = [];
    private ILookup<LongText, string> _texts = null!;

    private Guid Kept => merge.KeptId;

    private Guid Gone => merge.GoneId;

    public MergeResult.Done Undo()
    {
        // Objects that went with another row since have taken their words with them.
        var objects = _linked.NamesOf(Kept);
        var since = new Since(db, _undo.Journal).Of(Kept).FindAll(line => line.Link is not { } link || objects.Contains(link));
        var parting = _linked.Today(_kind, _undo.Links, Kept);
        var staying = _linked.Today(_kind, _undo.Kept, Kept);
        _texts = LongTexts();
        NoteLost(parting.Count);

        _linked.Move(parting.Select(known => known.Link), Gone);
        ledger.ForgetPieces(parting.Select(known => known.Link.Id));
        var rewired = ledger.Write(new Rewiring(db, _kind).Point(new Returning(db, _kind, merge, _undo).Places(), Gone), Kept, Gone);
        new AskedOn(db).Return(_undo.Questions, parting.ConvertAll(known => known.Ref.ToString()), Kept, Gone);

        var back = GiveBack(since, parting, staying);
        var gone = Restore(since, parting);
        ReturnBelongings(gone);

        _merges.MarkUndone(merge.Id, ledger.Now);
        return new MergeResult.Done(merge.Id, Kept, Gone, parting.Count, rewired, back, _notes);
    }

    private IReadOnlyList<string> GiveBack(List<Line> since, List<KnownObject> parting, List<KnownObject> staying)
    {
        var row = _desk.Find(Kept)!;
        var now = _desk.ValuesOf(row);
        var result = Parting.Of(_kind, now, new Story(
            _undo.Fields, since.FindAll(line => line.Decision != "Lost"), line => IsOf(line, parting),
            Said(parting, since), Said(staying, since), table => GoneOf(table, staying, since), value => value is Guid id ? _merges.Today(id) : value));

        row.Row.ArchivedAt = EndOf(row.Row, since, staying);
        foreach (var field in result.Stayed)
        {
            NoteStayed(field, now[field]);
        }

        ledger.Write(_kind.Name, Kept, Changes.Of(now, result.Back));
        _desk.Save(row, result.Back);
        ledger.Tell(_kind, Kept);
        return [.. result.Back.Select(field => field.Key)];
    }

    // It lived when the merge was made. What a person archived stays so; otherwise the row lives while its own objects do.
    private DateTime? EndOf(StoredRow row, List<Line> since, List<KnownObject> staying) =>
        since.Exists(line => line.Link is null && line.Decision is "Archive" or "Restore") ? row.ArchivedAt
        : AreDeleted(staying) ? row.ArchivedAt ?? ledger.Now
        : null;

    private static bool AreDeleted(List<KnownObject> objects) => objects.GroupBy(known => known.Connection)
        .Any(there => there.All(known => known.Now.Deleted) && there.Any(known => !known.Then.Deleted));

    // A word that was the same as the row's own value left no line, and later the row may have been part of others.
    private ILookup<LongText, string> LongTexts() => _merges.Carriers(merge).SelectMany(row => TextsOf(row))
        .OfType<string>()
        .Where(text => text.Length > Agreed.LongestText)
        .Distinct()
        .ToLookup(LongText.Of);

    private IEnumerable<object?> TextsOf(Guid row) => _desk.ValuesOf(_desk.Find(row)!)
        .Select(field => field.Value)
        .Concat(new Since(db, _undo.Journal).Of(row).SelectMany(line => line.Changes)
            .Where(change => _kind.Field(change.Key) is { Type: FieldType.Text })
            .SelectMany(change => change.Value.EnumerateArray())
            .Select(value => (object?)value.GetString()));

    // The row as it went, and then what its own objects said since.
    private RowState Restore(List<Line> since, List<KnownObject> parting)
    {
        var row = _desk.Find(Gone)!;
        row.Row.ArchivedAt = AreDeleted(parting) ? row.Row.ArchivedAt : null;
        ledger.Write(_kind.Name, Gone, null);
        _desk.Save(row, Fields.Empty);

        var again = new SayingAgain(_kind, _desk, _linked, ledger, _notes);
        foreach (var known in parting)
        {
            again.Say(row, known, Said(known, since), since.FindAll(line => line.Link == known.Name));
        }

        ledger.Tell(_kind, Gone);
        return row;
    }

    private void ReturnBelongings(RowState gone)
    {
        var belongings = new Belongings(db, _kind);
        var (ours, theirs) = (_desk.ValuesOf(_desk.Find(Kept)!), _desk.ValuesOf(gone));
        belongings.ReturnWaits(_undo.Waits, Kept, theirs);
        new OutboxStore(db).MoveBack(_undo.Lines, _undo.Dropped, Kept, Gone);
        belongings.ReturnMemberships(_undo.Memberships, Kept, Gone);
        belongings.Join(Kept, ours, today);
        belongings.Join(Gone, theirs, today);
    }

    private List<Fields> Said(List<KnownObject> objects, List<Line> since) => objects.ConvertAll(known => Said(known, since));

    private Fields Said(KnownObject known, List<Line> since) => _linked.Resolve(
        known.Connection, Heard.Since(known.Then, known.Now, _kind, since.FindAll(line => line.Link == known.Name), _texts));

    private HashSet<string> GoneOf(EntityField table, List<KnownObject> objects, List<Line> since) =>
    [
        .. objects.SelectMany(known => Heard.Gone(
            _linked.Resolve(known.Connection, known.Then.Values), _linked.Resolve(known.Connection, known.Now.Values),
            table, since.FindAll(line => line.Link == known.Name))),
    ];

    private bool IsOf(Line line, List<KnownObject> parting) => line.Link is { } link
        ? parting.Exists(known => known.Name == link)
        : line.Decision == "Fill" && _undo.Waits.Any(wait => wait.TargetId == line.Awaited && line.Speaks(wait.Field));

    private void NoteLost(int parting)
    {
        if (_undo.Links.Count - parting is var lost and > 0)
        {
            _notes.Add(new Words(
                $"{lost} из {_undo.Links.Count} связей с тех пор перешли к другим строкам и остались там.",
                $"{lost} of {_undo.Links.Count} links went to other rows since and stay there."));
        }
    }

    private void NoteStayed(string field, object? value) => _notes.Add(new Words(
        $"Поле {field} после объединения изменили: {SayingAgain.Shown(value)} осталось у {_kind.Name} {Kept}. Посмотрите: hub why.",
        $"The field {field} was changed after the merge: {SayingAgain.Shown(value)} stays with {_kind.Name} {Kept}. Look with hub why."));
}
