namespace Crm.Core.Mappings.Reading;

/// <summary>A piece of a YAML text and where it stands, lines and columns from 1.</summary>
internal abstract record Node(long Line, long Column);

/// <param name="IsPlain">Written without quotes.</param>
internal sealed record TextNode(string Text, bool IsPlain, long Line, long Column) : Node(Line, Column)
{
    public bool IsNull => IsPlain && Text is ("" or "~" or "null");
}

internal sealed record ListNode(IReadOnlyList<Node> Items, long Line, long Column) : Node(Line, Column);

internal sealed record MapNode(IReadOnlyList<Entry> Entries, long Line, long Column) : Node(Line, Column)
{
    public Entry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key);

    public Node? this[string key] => Find(key)?.Value;
}

internal sealed record Entry(TextNode Key, Node Value);
