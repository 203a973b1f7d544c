using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings;

namespace Crm.Core.Outgoing;

/// <summary>
/// Some formats know no references: a document holds its client whole. Lays what an object refers to into it; the rows of all
/// messages are read at once.
/// </summary>
internal sealed class Carriage
{
    private readonly Dictionary<(string Kind, Guid Row), List<Message>> _carried = [];

    public Carriage(RowNews news, IReadOnlyCollection<Message> messages)
    {
        foreach (var kind in messages.SelectMany(Refers).Distinct().GroupBy(target => target.Kind, target => target.Row))
        {
            foreach (var group in news.Of(EntityKind.Of(kind.Key), [.. kind]).GroupBy(message => message.Row))
            {
                _carried[(kind.Key, group.Key)] = [.. group];
            }
        }
    }

    /// <summary>The object's fields with those of what it carries.</summary>
    /// <param name="theirs">Of the message, in their words.</param>
    public Fields Load(Message message, Fields theirs, string externalKind)
    {
        foreach (var (name, kind, idField) in message.Mapping.Carries(externalKind))
        {
            if (theirs.Text(name) is { } id && RuleOf(message, name) is { } rule && Whole(message, rule, kind) is { } whole)
            {
                theirs = theirs.With(name, Fields.Of((idField, id)).With(whole));
            }
        }

        return theirs;
    }

    private static IEnumerable<(string Kind, Guid Row)> Refers(Message message) => message.Mapping.From
        .Where(message.Mapping.Accepts)
        .SelectMany(message.Mapping.Carries)
        .Select(carried => RuleOf(message, carried.Field))
        .OfType<FieldRule>()
        .Where(rule => message.Ours[rule.To] is Guid)
        .Select(rule => (rule.Field.Target!, (Guid)message.Ours[rule.To]!));

    private Fields? Whole(Message message, FieldRule rule, string kind) =>
        message.Ours[rule.To] is Guid row
        && _carried.GetValueOrDefault((rule.Field.Target!, row))?.Find(other => other.Mapping.From.Contains(kind)) is { } carried
        && carried.Mapping.Back(carried.Whole) is { Rejections.Count: 0 } back ? back.Fields : null;

    private static FieldRule? RuleOf(Message message, string name) => message.Mapping.Written(isNew: true)
        .FirstOrDefault(rule => rule.Field.Target is not null && message.Mapping.TheirNames(rule.To).Contains(name));
}
