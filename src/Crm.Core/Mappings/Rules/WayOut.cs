using Crm.Connect;

namespace Crm.Core.Mappings.Rules;

/// <summary>A mapping read backwards: which rows it sends, as what kind, in which words.</summary>
/// <param name="kinds">Those that the connector accepts, in the order of the mapping.</param>
/// <param name="rules">Those that go out.</param>
/// <param name="marks">What the mapping's own condition asks of every object, and no rule says.</param>
internal sealed class WayOut(IReadOnlyList<ExternalKind> kinds, IReadOnlyList<FieldRule> rules, IReadOnlyList<(SourcePath At, string Word)> marks)
{
    private readonly FieldRule[] _new = [.. rules.Where(rule => rule.Back is { Places.Count: > 0 })];
    private readonly FieldRule[] _known = [.. rules.Where(rule => rule.Back is { Places.Count: > 0 } && rule.Owner != Owner.Theirs)];

    public IReadOnlyList<string> Kinds { get; } = [.. kinds.Select(kind => kind.Name)];

    /// <summary>What is said by these rules must be read again as it was.</summary>
    public IReadOnlyList<FieldRule> TwoWay { get; } = [.. rules.Where(rule => rule.GoesBothWays)];

    /// <summary>Those that say something: of a known object what is theirs to say is left to them.</summary>
    public IReadOnlyList<FieldRule> Written(bool isNew) => isNew ? _new : _known;

    /// <summary>The rule that says the field, or null.</summary>
    public FieldRule? Rule(string field) => Array.Find(_new, rule => rule.To == field);

    /// <summary>The values that a row must have to be one of this mapping's.</summary>
    public IReadOnlyList<(string Field, object? Value)> Constants { get; } =
        [.. rules.Where(rule => rule.Back is Saying.Constant).Select(rule => (rule.To, ((Saying.Constant)rule.Back!).Value))];

    public bool HasConstants(Fields crm)
    {
        foreach (var (field, value) in Constants)
        {
            if (!Equals(crm[field], value))
            {
                return false;
            }
        }

        return true;
    }

    public string KindOf(Fields theirs)
    {
        foreach (var kind in kinds)
        {
            if (kind.Mark is { } mark && theirs.Text(mark.Field) is { } word && word.AsSpan().Trim().Equals(mark.Value, StringComparison.OrdinalIgnoreCase))
            {
                return kind.Name;
            }
        }

        return kinds[0].Name;
    }

    public bool Accepts(string externalKind) => kinds.Any(kind => kind.Name == externalKind);

    public IEnumerable<(string Field, string Kind, string IdField)> Carries(string externalKind) =>
        kinds.First(kind => kind.Name == externalKind) is { IdField: { } id } found ? found.Carries.Select(pair => (pair.Key, pair.Value, id)) : [];

    public Fields Say(Fields crm, Findings findings, bool isNew = false)
    {
        var draft = new Draft();
        Speech.Say(_new, crm, draft, findings);
        foreach (var (at, word) in marks)
        {
            draft.Say(at, word);
        }

        return draft.ToFields(isNew);
    }
}
