using System.IO.Hashing;
using System.Text;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>Looks in the living base for what keeps a flow from what it wants. Of the objects it reads the keys alone.</summary>
internal sealed class Examination(Pages pages, BaseIndex living)
{
    public async Task<IReadOnlyList<BaseFinding>> OfAsync(IReadOnlyList<WantedKind> wants, CancellationToken ct)
    {
        var findings = new List<BaseFinding>();
        foreach (var want in wants)
        {
            if (living.Find(want.Kind) is not { } set)
            {
                findings.Add(Error(want.Kind, [], "набор не опубликован; включите его в состав стандартного интерфейса OData", "the set is not published; include it in the standard OData interface"));
                continue;
            }

            findings.AddRange(Paths(want, set));
            findings.AddRange(Registers(want, set));
            findings.AddRange(await LookAsync(want, set, ct));
        }

        return findings;
    }

    private IEnumerable<BaseFinding> Paths(WantedKind want, EntitySet set)
    {
        foreach (var path in want.Paths.Where(path => path.Length > 0 && !ReadingPlan.IsInAnother(living, set, path) && !IsBehind(set, path) && !BehindSection.Leads(living, set, path)))
        {
            var parts = path.Split('/');
            var property = set.Find(parts[0]);
            if (property is null || (parts.Length > 1 && property.Type == EdmType.Rows && property.Rows.All(row => row.Name != parts[1])))
            {
                yield return Error(want.Kind, [path], "такого реквизита в базе нет", "the base has no such property");
            }
            else if (property is { IsReference: true, Target: null } && property.Name != OwnNames.Ref)
            {
                yield return Warning(want.Kind, [path], "набор, на который ссылается реквизит, не опубликован", "the set that the property refers to is not published");
            }
        }
    }

    private IEnumerable<BaseFinding> Registers(WantedKind want, EntitySet set)
    {
        foreach (var register in ReadingPlan.InOthers(living, want, set))
        {
            if (Wrong(want.Kind, register) is { } words)
            {
                yield return new BaseFinding(want.Kind, [.. register.Select(field => $"{register.Key}/{field}")], words, IsError: true);
            }
        }
    }

    private bool IsBehind(EntitySet set, string path) => Selection.IsBehind(set, path)
        && path.Split('/') is [var bare, var name] && living.Find(set.Find(bare + Property.KeySuffix)!.Target!)?.Find(name) is not null;

    private Words? Wrong(string kind, IGrouping<string, string> register)
    {
        try
        {
            AboutPlan.Of(living, kind, register.Key, register.ToList());
            return null;
        }
        catch (ConnectorException wrong)
        {
            return wrong.Words;
        }
    }

    private async Task<List<BaseFinding>> LookAsync(WantedKind want, EntitySet set, CancellationToken ct)
    {
        var findings = new List<BaseFinding>();
        try
        {
            if (await pages.CountAsync(new SetQuery(set.Name), ct) == 0)
            {
                findings.Add(Warning(want.Kind, [], "набор пуст, или всё в нём скрыто правами", "the set is empty, or rights hide all that is in it"));
            }

            findings.AddRange(await KeysAsync(want, set, ct));
        }
        catch (ConnectorException wrong) when (wrong.Trouble == Trouble.Misconfigured)
        {
            findings.Add(new BaseFinding(want.Kind, [], wrong.Words, IsError: true));
        }

        return findings;
    }

    private async Task<IEnumerable<BaseFinding>> KeysAsync(WantedKind want, EntitySet set, CancellationToken ct)
    {
        var repeats = new List<(IReadOnlyList<string> Key, long Rows, long Groups)>();
        foreach (var key in want.Keys.Where(key => key.All(path => set.Find(path) is { Type: not EdmType.Rows })).DistinctBy(Name))
        {
            var (rows, groups) = await RepeatedAsync(set, key, ct);
            repeats.Add((key, rows, groups));
        }

        var unique = repeats.FindAll(one => one.Groups == 0).ConvertAll(one => Name(one.Key));
        var (ru, en) = unique.Count == 0 ? ("", "") : ($"; {string.Join(", ", unique)} — уникально", $"; {string.Join(", ", unique)} is");
        return repeats.Where(one => one.Groups > 0).Select(one => Warning(
            want.Kind, one.Key,
            $"{Name(one.Key)} не уникально: строк {one.Rows}, групп {one.Groups}{ru}. О таких объектах хаб спросит.",
            $"{Name(one.Key)} is not unique: {one.Rows} rows in {one.Groups} groups{en}. The hub will ask about such objects."));
    }

    private static string Name(IReadOnlyList<string> key) => string.Join('+', key);

    private async Task<(long Rows, long Groups)> RepeatedAsync(EntitySet set, IReadOnlyList<string> key, CancellationToken ct)
    {
        var seen = new Dictionary<UInt128, int>();
        var filter = Filter.All(Without(set, OwnNames.Deleted), Without(set, "IsFolder"));
        await foreach (var row in pages.StreamAsync(new SetQuery(set.Name) { Select = string.Join(',', key), Filter = filter }, ct))
        {
            var values = key.Select(name => ObjectLook.Value(row.Span, Encoding.UTF8.GetBytes(name))).ToList();
            if (values.TrueForAll(value => value is not null))
            {
                var hash = XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(string.Join('\n', values)));
                seen[hash] = seen.GetValueOrDefault(hash) + 1;
            }
        }

        return (seen.Values.Where(times => times > 1).Sum(times => (long)times), seen.Values.LongCount(times => times > 1));
    }

    private static string? Without(EntitySet set, string flag) => set.Find(flag) is { Type: EdmType.Boolean } ? $"{flag} eq false" : null;

    private static BaseFinding Error(string kind, IReadOnlyList<string> paths, string ru, string en) => new(kind, paths, new Words(ru, en), IsError: true);

    private static BaseFinding Warning(string kind, IReadOnlyList<string> paths, string ru, string en) => new(kind, paths, new Words(ru, en), IsError: false);
}
