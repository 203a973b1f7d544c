using System.Text.RegularExpressions;
using System.Xml;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Wire;

namespace Crm.Connectors.OneC.OData.Exchange;

/// <summary>What a message of an exchange plan names, of the sets that are wanted.</summary>
/// <param name="Count">How many changes it tells, wanted or not.</param>
internal sealed record PlanChanges(IReadOnlyDictionary<string, HashSet<Guid>> Changed, IReadOnlyList<(string Set, Guid Id)> Gone, long Count);

/// <summary>
/// Reads the feed of SelectChanges, Atom with tombstones, for the objects that it names. The message is as long as 1C makes it, and
/// carries objects whole: it is walked forward, and only their keys are kept.
/// </summary>
internal sealed partial class AtomChanges(IReadOnlySet<string> wanted)
{
    private const long LongestFeed = 4L << 30;

    private readonly Dictionary<string, HashSet<Guid>> _changed = new(StringComparer.Ordinal);
    private readonly List<(string Set, Guid Id)> _gone = [];
    private long _count;

    public static PlanChanges Read(Stream feed, IReadOnlySet<string> wanted, CancellationToken ct)
    {
        try
        {
            return new AtomChanges(wanted).Walk(feed, ct);
        }
        catch (XmlException wrong)
        {
            throw Faults.Away("SelectChanges", $"сообщение оборвано или испорчено в строке {wrong.LineNumber}; ничего не взято", $"the message breaks off or is broken in line {wrong.LineNumber}; nothing was taken");
        }
    }

    private PlanChanges Walk(Stream feed, CancellationToken ct)
    {
        using var xml = HouseXml.Open(feed, LongestFeed);
        while (xml.Read())
        {
            ct.ThrowIfCancellationRequested();
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "entry")
            {
                using var entry = xml.ReadSubtree();
                Take(entry);
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "deleted-entry")
            {
                TakeGone(xml.GetAttribute("ref") ?? "");
            }
        }

        return new PlanChanges(_changed, _gone, _count);
    }

    private void Take(XmlReader xml)
    {
        _count++;
        string? set = null;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "category")
            {
                set = OwnNames.Local(xml.GetAttribute("term") ?? "");
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == OwnNames.Ref && set is not null)
            {
                Note(set, xml.ReadElementContentAsString());
                set = null;
            }
        }
    }

    private void Note(string set, string key)
    {
        if (!wanted.Contains(set) || !Guid.TryParse(key, out var id))
        {
            return;
        }

        if (!_changed.TryGetValue(set, out var ids))
        {
            _changed.Add(set, ids = []);
        }

        ids.Add(id);
    }

    private void TakeGone(string address)
    {
        _count++;
        if (Address().Match(address) is { Success: true } gone && Uri.UnescapeDataString(gone.Groups["set"].Value) is var set && wanted.Contains(set))
        {
            _gone.Add((set, Guid.Parse(gone.Groups["id"].Value)));
        }
    }

    [GeneratedRegex(@"(?<set>[^/()]+)\(guid'(?<id>[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})'\)$")]
    private static partial Regex Address();
}
