using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>
/// Rooms 4 to 6 for the changes of one chunk: match, decide, and note in the workspace what is to be written. Kinds that
/// others refer to go first; within a kind, changes keep the order in which they came.
/// </summary>
internal sealed class Applier(RunContext run, Workspace workspace, Answered answered, ChunkOutput output)
{
    public void Apply(IReadOnlyList<Incoming> changes)
    {
        foreach (var group in changes.GroupBy(change => change.Mapping.To).OrderBy(group => group.Key.Order))
        {
            ApplyKind(group.Key, [.. group]);
        }
    }

    private void ApplyKind(EntityKind kind, IReadOnlyList<Incoming> changes)
    {
        var table = KindTable.Of(kind);
        workspace.LoadLinks(kind, changes);
        Prefetch(kind, table, changes);

        foreach (var change in changes)
        {
            if (change.Fields is null)
            {
                ApplyDeletion(table, change);
            }
            else
            {
                ApplyStatement(kind, table, change, change.Fields);
            }
        }
    }

    // Everything the changes of this kind will ask for, in a handful of queries; what two changes of one chunk do to each
    // other the workspace completes by itself.
    private void Prefetch(EntityKind kind, KindTable table, IReadOnlyList<Incoming> changes)
    {
        var refs = new HashSet<LinkRef>();
        var rows = new HashSet<Guid>();
        var tables = new HashSet<string>(StringComparer.Ordinal);
        var deleted = new HashSet<Guid>();
        var strangers = new List<Incoming>();

        foreach (var change in changes)
        {
            var link = workspace.Link(change.Source, change.Ref.Id);
            var news = change.Fields is null ? Fields.Empty : Statement.News(change.Fields, link?.Agreed ?? Agreed.Nothing, kind, change.MentionedAt, change.Whole);
            Resolution.Collect(news, refs);

            if (link is null)
            {
                strangers.Add(change);
            }
            else if (news.Count > 0 || change.Fields is null || link.Agreed.Deleted)
            {
                rows.Add(link.EntityId);
                Resolution.Collect(link.Agreed.Values, refs);
                tables.UnionWith(TablesIn(table, news));
            }

            if (link is not null && change.Fields is null)
            {
                deleted.Add(link.EntityId);
            }
        }

        workspace.LoadTargets(refs);
        workspace.LoadRows(table, rows, tables);
        workspace.LoadObjects(kind, deleted);
        Matcher.Load(workspace, table, [.. strangers.Where(change => change.Fields is not null)]);
    }

    private void ApplyDeletion(KindTable table, Incoming change)
    {
        var link = workspace.Link(change.Source, change.Ref.Id);
        if (link is null || link.Agreed.Deleted)
        {
            if (link is not null)
            {
                Agree(link, Seen(change, link.Agreed), changesWhatWasSaid: false);
            }

            Finish(change, link);
            return;
        }

        var state = workspace.Row(table, link.EntityId, []);
        var match = new Match.One(link.EntityId, Fields.Empty, Fields.Empty, state.Row.ArchivedAt is not null);

        if (!workspace.HasOtherLiving(link, table.Kind!) && Decider.Decide(null, match, change.Mapping, revives: false) is Decision.Archive)
        {
            state.Row.ArchivedAt = run.Now;
            state.IsDirty = true;
            output.Journal(change, table, state.Row.Id, "Archive", null);
            output.Touch(table, state.Row);
            output.Tell(change, table, state.Row.Id);
            run.Numbers.Of(table.Name).Archived++;
        }

        Agree(link, Seen(change, link.Agreed with { Deleted = true }), changesWhatWasSaid: true);
        Finish(change, link);
    }

    private void ApplyStatement(EntityKind kind, KindTable table, Incoming change, Fields theirs)
    {
        var link = workspace.Link(change.Source, change.Ref.Id);
        var agreed = link?.Agreed ?? Agreed.Nothing;
        var news = Statement.News(theirs, agreed, kind, change.MentionedAt, change.Whole);
        var revives = agreed.Deleted && change.MentionedAt is null;

        if (link is not null && news.Count == 0 && !revives)
        {
            run.Numbers.Of(kind.Name).Kept++;
            Agree(link, Seen(change, Statement.Restamped(theirs, link.Agreed, change.MentionedAt)), changesWhatWasSaid: false);
            Finish(change, link);
            return;
        }

        var open = new List<OpenLink>();
        var resolved = Resolution.Resolve(news, workspace.Targets, open);

        if (open.Count > 0 && open.Find(link => Resolution.Parks(change.Mapping, link)) is { } missing)
        {
            output.Park(change, missing);
            return;
        }

        var match = MatchOf(table, change, link, news, resolved);
        var decision = Decider.Decide(resolved, match, change.Mapping, revives);
        Carry(table, change, link, news, open, decision);
    }

    private Match MatchOf(KindTable table, Incoming change, LinkState? link, Fields news, Fields resolved)
    {
        if (link is not null)
        {
            var agreed = Resolution.Resolve(link.Agreed.Values.Without(field => !resolved.Says(field)), workspace.Targets, open: null);
            var one = OneOf(table, link.EntityId, Echoed(link.Agreed, agreed, news, resolved), resolved);
            return one with { IsUnheard = field => IsUnheard(link.Agreed, field, one.Ours[field]) };
        }

        var (row, unclear) = Matcher.Find(workspace, table, change);
        if ((unclear is not null || (row is not null && change.Held.Count > 0)) && answered.IsNew(change))
        {
            return new Match.None();
        }

        return unclear as Match ?? (row is { } found ? OneOf(table, found, Fields.Empty, resolved) : new Match.None());
    }

    private bool IsUnheard(Agreed memory, string field, object? ours) => memory.Said[field] is Many said && said
        .Select(value => Resolution.Resolve(Fields.Of((field, value)), workspace.Targets, open: null)[field])
        .Any(value => Merge.Same(value, Agreed.Form(ours)));

    // Our own word that comes back is what they agree to, and not what they changed. And an object that is there because we made
    // it was as we made it: what is different was changed by them since.
    private Fields Echoed(Agreed memory, Fields agreed, Fields news, Fields resolved)
    {
        if (memory.Said.Count == 0)
        {
            return agreed;
        }

        var made = memory.Values.Count > 0 ? Fields.Empty
            : Resolution.Resolve(memory.SaidOnce().Without(field => !resolved.Says(field)), workspace.Targets, open: null);
        var heard = resolved.Without(field => !memory.IsEcho(field, news[field]));
        return agreed.With(made).With(Agreed.Form(heard));
    }

    private Match.One OneOf(KindTable table, Guid id, Fields agreed, Fields resolved)
    {
        var state = workspace.Row(table, id, [.. TablesIn(table, resolved)]);
        var ours = RowValues.Read(table, state.Row, resolved.Select(field => field.Key));
        return new Match.One(id, agreed, ours, state.Row.ArchivedAt is not null);
    }

    private void Carry(KindTable table, Incoming change, LinkState? link, Fields news, List<OpenLink> open, Decision decision)
    {
        switch (decision)
        {
            case Decision.Create when change.Unsaid.Count > 0:
                output.Park(change, change.Unsaid[0]);
                break;
            case Decision.Create create:
                Create(table, change, news, open, create.Values);
                break;
            case Decision.Update update:
                Update(table, change, update, open);
                output.Tell(change, table, update.Id);
                Learn(table, change, link, update.Id, news, update.Quarrel);
                break;
            case Decision.Keep keep:
                run.Numbers.Of(table.Name).Kept++;
                Learn(table, change, link, keep.Id, news, keep.Quarrel);
                break;
            case Decision.Ask ask:
                output.Ask(change, ask);
                break;
            default:
                throw new InvalidOperationException($"no way to carry out {decision}");
        }
    }

    private void Create(KindTable table, Incoming change, Fields news, List<OpenLink> open, Fields values)
    {
        var state = workspace.Add(table, RowValues.New(table, RowIds.Next(run.Clock), values));
        workspace.RememberKeys(table, run.Keys.Of(table.Name), state.Row);
        output.Journal(change, table, state.Row.Id, "Create", null);
        if (change.Answer is { } answer)
        {
            output.Journal(change, table, state.Row.Id, "Answer", Changes.Of(Fields.Empty, answer.Given));
        }

        output.Wait(change, table, state.Row.Id, open);
        output.Touch(table, state.Row);
        output.Tell(change, table, state.Row.Id);
        Join(table, state.Row.Id, values);
        run.Numbers.Of(table.Name).Created++;

        var link = workspace.Add(table.Kind!, change, state.Row.Id);
        link.Agreed = Seen(change, link.Agreed.With(news, change.MentionedAt));
        Finish(change, link);
    }

    private void Update(KindTable table, Incoming change, Decision.Update update, List<OpenLink> open)
    {
        var state = workspace.Row(table, update.Id, [.. TablesIn(table, update.Values)]);
        var before = RowValues.Read(table, state.Row, update.Values.Select(field => field.Key));

        RowValues.Write(table, state, update.Values);
        Join(table, update.Id, update.Values);
        output.EndWaits(update.Id, update.Values);
        output.Wait(change, table, update.Id, [.. open.Where(link => update.Values.Says(link.Path.Split('/')[0]))]);

        if (update.Restore)
        {
            // What changed while it was archived they have not heard.
            state.Row.ArchivedAt = null;
            state.IsDirty = true;
            output.TellBack(change, table, update.Id);
        }

        workspace.RememberKeys(table, run.Keys.Of(table.Name), state.Row);
        output.Journal(change, table, update.Id, update.Restore ? "Restore" : "Update", Changes.Of(before, update.Values));
        output.Touch(table, state.Row);
        run.Numbers.Of(table.Name).Updated++;
    }

    // The relation is dated: which client a legal entity belonged to is asked of last year, too.
    private void Join(KindTable table, Guid row, Fields written)
    {
        if (table.Name == nameof(Counterparty) && written.Says(nameof(Partner)))
        {
            output.Join(row, written[nameof(Partner)] as Guid?);
        }
    }

    // What was asked about is not agreed on: the question stands until it is answered or they say otherwise.
    private void Learn(KindTable table, Incoming change, LinkState? link, Guid row, Fields news, Quarrel quarrel)
    {
        if (link is null)
        {
            link = workspace.Add(table.Kind!, change, row);
            output.Journal(change, table, row, "Link", null);
        }

        // At the first meeting the row may know more than they do; where our value stays, they are to hear it. An object that we
        // made has been told all: its line waits to be confirmed by just this.
        if (quarrel.Lost.Count > 0 || link.Agreed is { Values.Count: 0, Said.Count: 0 })
        {
            output.TellBack(change, table, row);
        }
        else if (news.Any(field => link.Agreed.IsPast(field.Key, field.Value)))
        {
            output.Remind(change, table, row);
        }

        output.Lose(change, table, row, quarrel.Lost);
        foreach (var clash in quarrel.Clashes)
        {
            output.Ask(change, table, row, clash, news[clash.Field]);
        }

        Agree(change, link, news, quarrel.Clashes);
        output.Settle(change, row, news.Without(field => quarrel.Clashes.Any(clash => clash.Field == field)));
        if (quarrel.Clashes.Count > 0 && change.Piece is { } piece)
        {
            piece.IsHeld = true;
        }

        Finish(change, link);
    }

    private void Agree(Incoming change, LinkState link, Fields news, IReadOnlyList<FieldClash> clashes)
    {
        var said = clashes.Count == 0 ? news : news.Without(field => clashes.Any(clash => clash.Field == field));
        var changes = link.Agreed.Deleted
            || said.Any(field => link.Agreed.Values.Says(field.Key) && !Equals(link.Agreed.Values[field.Key], Agreed.Form(field.Value)));
        var agreed = Statement.Restamped(change.Fields!, link.Agreed.With(said, change.MentionedAt), change.MentionedAt);
        Agree(link, Seen(change, agreed), changes);
    }

    private static Agreed Seen(Incoming change, Agreed agreed) =>
        change.Version is null || change.Version == agreed.Version ? agreed : agreed with { Version = change.Version };

    private void Agree(LinkState link, Agreed agreed, bool changesWhatWasSaid)
    {
        link.IsDirty |= !ReferenceEquals(link.Agreed, agreed);
        link.Agreed = agreed;

        if (changesWhatWasSaid)
        {
            link.Epoch++;
            output.Forget(link);
        }
    }

    private void Finish(Incoming change, LinkState? link)
    {
        if (link is not null)
        {
            change.Piece?.Said(link);
        }

        output.Release(change);
    }

    private static IEnumerable<string> TablesIn(KindTable table, Fields fields) =>
        fields.Select(field => field.Key).Where(table.Rows.ContainsKey);
}
