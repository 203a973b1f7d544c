using System.IO.Pipelines;
using System.Text;
using System.Xml;
using Crm.Simulator.Habits;
using Crm.Simulator.Metadata;
using Crm.Simulator.Query;
using Crm.Simulator.State;

namespace Crm.Simulator.Answers;

/// <summary>Bodies in Atom: what comes when nobody asked for JSON, and what exchange plans always answer.</summary>
internal sealed class AtomAnswers(Books books, HabitSwitches habits, string root)
{
    public const string AtomSpace = "http://www.w3.org/2005/Atom";
    public const string TombSpace = "http://purl.org/atompub/tombstones/1.0";
    private const string Fields = "http://schemas.microsoft.com/ado/2007/08/dataservices";
    private const string Meta = "http://schemas.microsoft.com/ado/2007/08/dataservices/metadata";

    private readonly bool _pads = habits.Is(Habit.PadsCodes);

    public async Task FeedAsync(PipeWriter to, SetShape set, IReadOnlyList<Item> items, Projection projection, int? count, CancellationToken ct)
    {
        await using var xml = Writer(to);
        await BeginFeedAsync(xml, root + set.Name, set.Name);
        if (count is { } all)
        {
            await xml.WriteElementStringAsync("m", "count", Meta, WireValue.Of((long)all));
        }

        foreach (var item in items)
        {
            ct.ThrowIfCancellationRequested();
            await EntryAsync(xml, item, projection, isRoot: false);
        }

        await xml.WriteEndElementAsync();
    }

    public async Task EntryAsync(PipeWriter to, Item item, Projection projection, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await using var xml = Writer(to);
        await EntryAsync(xml, item, projection, isRoot: true);
    }

    /// <summary>What a node of exchange is told: objects as they are now, and those that are gone.</summary>
    public async Task ChangesAsync(PipeWriter to, IReadOnlyList<(SetShape Set, string Key, Item? Item)> changes, CancellationToken ct)
    {
        await using var xml = Writer(to);
        await BeginFeedAsync(xml, root + "SelectChanges", "SelectChanges");
        foreach (var (set, key, item) in changes)
        {
            ct.ThrowIfCancellationRequested();
            if (item is not null)
            {
                await EntryAsync(xml, item, Projection.Whole(set.Type), isRoot: false);
                continue;
            }

            await xml.WriteStartElementAsync("at", "deleted-entry", TombSpace);
            await xml.WriteAttributeStringAsync(null, "ref", null, set.Type.IsReference ? $"{root}{set.Name}(guid'{key}')" : $"{root}{set.Name}({key})");
            await xml.WriteAttributeStringAsync(null, "when", null, WireValue.Of(books.Clock.Now));
            await xml.WriteEndElementAsync();
        }

        await xml.WriteEndElementAsync();
    }

    public async Task RowsAsync(PipeWriter to, EdmType type, IReadOnlyList<object?[]> lines, Projection projection, CancellationToken ct)
    {
        await using var xml = Writer(to);
        await xml.WriteStartElementAsync("d", type.Name, Fields);
        foreach (var line in lines)
        {
            ct.ThrowIfCancellationRequested();
            await xml.WriteStartElementAsync("d", "element", Fields);
            await WriteValuesAsync(xml, line, projection);
            await xml.WriteEndElementAsync();
        }

        await xml.WriteEndElementAsync();
    }

    public static async Task FaultAsync(PipeWriter to, ODataFault fault, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await using var xml = Writer(to);
        await xml.WriteStartElementAsync("m", "error", Meta);
        await xml.WriteElementStringAsync("m", "code", Meta, fault.Code);
        await xml.WriteElementStringAsync("m", "message", Meta, fault.Message);
        await xml.WriteEndElementAsync();
    }

    private static XmlWriter Writer(PipeWriter to) =>
        XmlWriter.Create(to.AsStream(leaveOpen: true), new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(false) });

    private static async Task BeginFeedAsync(XmlWriter xml, string id, string title)
    {
        await xml.WriteStartElementAsync(null, "feed", AtomSpace);
        await xml.WriteAttributeStringAsync("xmlns", "at", null, TombSpace);
        await xml.WriteAttributeStringAsync("xmlns", "d", null, Fields);
        await xml.WriteAttributeStringAsync("xmlns", "m", null, Meta);
        await xml.WriteElementStringAsync(null, "id", AtomSpace, id);
        await xml.WriteElementStringAsync(null, "title", AtomSpace, title);
    }

    private async Task EntryAsync(XmlWriter xml, Item item, Projection projection, bool isRoot)
    {
        await xml.WriteStartElementAsync(null, "entry", AtomSpace);
        if (isRoot)
        {
            await xml.WriteAttributeStringAsync("xmlns", "d", null, Fields);
            await xml.WriteAttributeStringAsync("xmlns", "m", null, Meta);
        }

        await xml.WriteElementStringAsync(null, "id", AtomSpace, root + KeyText.Of(item));
        await xml.WriteStartElementAsync(null, "category", AtomSpace);
        await xml.WriteAttributeStringAsync(null, "term", null, item.Set.TypeName);
        await xml.WriteAttributeStringAsync(null, "scheme", null, Fields + "/scheme");
        await xml.WriteEndElementAsync();
        await xml.WriteElementStringAsync(null, "title", AtomSpace, Presentation.Of(item));
        await xml.WriteStartElementAsync(null, "link", AtomSpace);
        await xml.WriteAttributeStringAsync(null, "rel", null, "edit");
        await xml.WriteAttributeStringAsync(null, "href", null, KeyText.Of(item));
        await xml.WriteEndElementAsync();
        await xml.WriteStartElementAsync(null, "content", AtomSpace);
        await xml.WriteAttributeStringAsync(null, "type", null, "application/xml");
        await xml.WriteStartElementAsync("m", "properties", Meta);
        await WriteValuesAsync(xml, item.Values, projection);
        await xml.WriteEndElementAsync();
        await xml.WriteEndElementAsync();
        await xml.WriteEndElementAsync();
    }

    private async Task WriteValuesAsync(XmlWriter xml, object?[] values, Projection projection)
    {
        foreach (var (property, rows) in projection.Columns)
        {
            await xml.WriteStartElementAsync("d", property.Name, Fields);
            switch (property.Of(values))
            {
                case object?[][] lines:
                    await WriteRowsAsync(xml, property, lines, rows!);
                    break;
                case string text:
                    await xml.WriteStringAsync(_pads ? WireValue.Padded(books.Lengths, projection.Type, property, text) : text);
                    break;
                case var value:
                    await xml.WriteStringAsync(WireValue.Of(value));
                    break;
            }

            await xml.WriteEndElementAsync();
        }
    }

    private async Task WriteRowsAsync(XmlWriter xml, EdmProperty property, object?[][] lines, Projection rows)
    {
        await xml.WriteAttributeStringAsync("m", "type", Meta, $"Collection(StandardODATA.{property.RowTypeName})");
        foreach (var line in lines)
        {
            await xml.WriteStartElementAsync("d", "element", Fields);
            await xml.WriteAttributeStringAsync("m", "type", Meta, "StandardODATA." + property.RowTypeName);
            await WriteValuesAsync(xml, line, rows);
            await xml.WriteEndElementAsync();
        }
    }
}
