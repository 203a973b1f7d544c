using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Duplicates.Joining;

/// <summary>
/// Parts two rows that <see cref="Merging"/> made one. Rows, links and documents become what they would be had they never been one:
/// what nobody touched goes back, what came since through an object of the parting row goes with it. What a person or an object of
/// the other row changed stays where it is and is told.
/// </summary>
public sealed class Unmerging(HubDatabase database, TimeProvider clock, TimeZoneInfo zone, Subscriptions subscriptions)
{
    /// <summary>Undoes a merge by its number.</summary>
    public MergeResult Undo(long number, string person) => Undo(
        store => store.Find(number), person, new($"Объединения с номером {number} нет.", $"There is no merge with the number {number}."));

    /// <summary>Undoes the newest merge of a row.</summary>
    public MergeResult Undo(EntityKind kind, Guid row, string person) => Undo(
        store => store.Last(kind.Name, row), person, new(
            $"Строку {kind.Name} {row} ни с чем не объединяли.", $"{kind.Name} {row} was never merged with anything."));

    private MergeResult Undo(Func<MergeStore, RowMerge?> find, string person, Words unknown)
    {
        using var db = database.Connect();
        db.Begin();
        try
        {
            var now = clock.GetUtcNow().UtcDateTime;
            if (find(new MergeStore(db)) is not { } merge)
            {
                return new MergeResult.Refused(unknown);
            }

            if (Objections.To(db, merge, now) is { } refused)
            {
                return refused;
            }

            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
            var done = new Work(db, merge, new Ledger(db, subscriptions, Since.Unmerge, person, now), today).Undo();
            db.Commit();
            return done;
        }
        finally
        {
            db.Rollback();
        }
    }

    private sealed class Work(DbSession db, RowMerge merge, Ledger ledger, DateOnly today)
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
            _texts = TextsOf(since);
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
                Said(parting, since), Said(staying, since), value => value is Guid id ? _merges.Today(id) : value));

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

        // What a person archived stays so; otherwise the row lives while its own objects do.
        private DateTime? EndOf(StoredRow row, List<Line> since, List<KnownObject> staying) => row.ArchivedAt switch
        {
            var at when since.Exists(line => line.Link is null && line.Decision is "Archive" or "Restore") => at,
            var at when AreDeleted(staying) => at ?? ledger.Now,
            { } when since.Exists(line => line.Decision == "Archive") => null,
            var at => at,
        };

        private static bool AreDeleted(List<KnownObject> objects) => objects.GroupBy(known => known.Connection)
            .Any(there => there.All(known => known.Now.Deleted) && there.Any(known => !known.Then.Deleted));

        private ILookup<LongText, string> TextsOf(List<Line> since) => _desk.ValuesOf(_desk.Find(Kept)!)
            .Select(field => field.Value)
            .Concat(since.SelectMany(line => line.Changes)
                .Where(change => _kind.Field(change.Key) is { Type: FieldType.Text })
                .SelectMany(change => change.Value.EnumerateArray())
                .Select(value => (object?)value.GetString()))
            .OfType<string>()
            .Where(text => text.Length > Agreed.LongestText)
            .Distinct()
            .ToLookup(LongText.Of);

        // The row as it went, and then what its own objects said since.
        private RowState Restore(List<Line> since, List<KnownObject> parting)
        {
            var row = _desk.Find(Gone)!;
            row.Row.ArchivedAt = AreDeleted(parting) ? row.Row.ArchivedAt : null;
            ledger.Write(_kind.Name, Gone, null);
            _desk.Save(row, Fields.Empty);

            foreach (var known in parting)
            {
                SayAgain(row, known, Said(known, since), since.FindAll(line => line.Link == known.Name));
            }

            ledger.Tell(_kind, Gone);
            return row;
        }

        private void SayAgain(RowState row, KnownObject known, Fields said, List<Line> lines)
        {
            var ours = _desk.ValuesOf(row);
            var then = _linked.Resolve(known.Connection, known.Then.Values);
            var merge = Merge.ThreeWay(then, ours, Statement.Completed(said, then, _kind), _kind);
            var take = merge.Take;

            foreach (var clash in merge.Clashes)
            {
                // What won over the row that stayed wins here, too.
                if (lines.Exists(line => line.Decision == "Update" && line.Speaks(clash.Field)))
                {
                    take = take.With(clash.Field, TheirWay(clash, take.Says(clash.Field) ? take[clash.Field] : ours[clash.Field]));
                }
                else
                {
                    NoteClash(known, clash);
                }
            }

            if (take.Count > 0)
            {
                ledger.Write(_kind.Name, Gone, Changes.Of(ours, take), known.Name);
                _desk.Save(row, take);
            }
        }

        private object? TheirWay(FieldClash clash, object? table) =>
            clash.Row is null ? clash.Theirs : Merge.WithRow(table, clash, _kind.Field(clash.Field)!.RowKey);

        private void ReturnBelongings(RowState gone)
        {
            var belongings = new Belongings(db, _kind);
            var (ours, theirs) = (_desk.ValuesOf(_desk.Find(Kept)!), _desk.ValuesOf(gone));
            belongings.ReturnWaits(_undo.Waits, Kept, theirs);
            belongings.ReturnLines(_undo, Kept, Gone);
            belongings.ReturnMemberships(_undo.Memberships, Kept, Gone);
            belongings.Join(Kept, ours, today);
            belongings.Join(Gone, theirs, today);
        }

        private List<Fields> Said(List<KnownObject> objects, List<Line> since) => objects.ConvertAll(known => Said(known, since));

        private Fields Said(KnownObject known, List<Line> since) => _linked.Resolve(
            known.Connection, Heard.Since(known.Then, known.Now, _kind, since.FindAll(line => line.Link == known.Name), _texts));

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
            $"Поле {field} после объединения изменили: {Shown(value)} осталось у {_kind.Name} {Kept}. Посмотрите: hub why.",
            $"The field {field} was changed after the merge: {Shown(value)} stays with {_kind.Name} {Kept}. Look with hub why."));

        private void NoteClash(KnownObject known, FieldClash clash) => _notes.Add(new Words(
            $"Поле {clash.Field}: у {_kind.Name} {Gone} было {Shown(clash.Ours)}, в «{known.Connection}» теперь {Shown(clash.Theirs)}. Оставлено наше.",
            $"The field {clash.Field}: {_kind.Name} {Gone} had {Shown(clash.Ours)}, '{known.Connection}' says {Shown(clash.Theirs)} now. Ours was kept."));

        private static string Shown(object? value) => value switch
        {
            null => "∅",
            Fields or Many => FieldsJson.Write(Fields.Of(("", value))),
            _ => $"«{FieldsJson.Text(value)}»",
        };
    }
}
