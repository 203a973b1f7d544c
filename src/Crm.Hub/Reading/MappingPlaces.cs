using Crm.Connect;
using Crm.Core.Storage;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Crm.Hub.Reading;

/// <summary>Finds the line of a mapping that a value went through, in the text as the run used it.</summary>
internal sealed class MappingPlaces(DbSession db)
{
    private readonly Dictionary<string, List<(string File, YamlMappingNode Root)>> _texts = new(StringComparer.Ordinal);

    /// <summary>File and line of the rule of a field; of the mapping when it has no such rule; null when the text is not kept.</summary>
    public Place? Of(string? hash, string? mapping, string? field)
    {
        if (hash is null || mapping is null)
        {
            return null;
        }

        var (file, root) = TextsOf(hash).Find(text => text.Root.Children.TryGetValue("mapping", out var name) && name.ToString() == mapping);
        return root is null ? null : new Place(file, LineOf(root, field));
    }

    private static long LineOf(YamlMappingNode root, string? field)
    {
        var rules = root.Children.TryGetValue("fields", out var fields) ? fields as YamlMappingNode : null;
        var rule = rules?.Children.Keys.FirstOrDefault(key => key.ToString() == field);
        return (rule ?? root).Start.Line;
    }

    private List<(string File, YamlMappingNode Root)> TextsOf(string hash)
    {
        if (!_texts.TryGetValue(hash, out var texts))
        {
            var kept = db.Query("SELECT File, Text FROM Mappings WHERE Hash = $0", reader => (File: reader.GetString(0), Text: reader.GetString(1)), hash);
            texts = [.. kept.SelectMany(text => Parse(text.File, text.Text))];
            _texts.Add(hash, texts);
        }

        return texts;
    }

    private static IEnumerable<(string File, YamlMappingNode Root)> Parse(string file, string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException)
        {
            // A text that was good enough for a run is good enough here; a damaged database is no reason to fail.
            return [];
        }

        return stream.Documents.Select(document => document.RootNode).OfType<YamlMappingNode>().Select(root => (file, root));
    }
}
