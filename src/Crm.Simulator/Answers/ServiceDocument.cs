using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Xml;
using Crm.Simulator.Http;
using Crm.Simulator.Metadata;

namespace Crm.Simulator.Answers;

/// <summary>The list of published sets.</summary>
internal static class ServiceDocument
{
    private const string AppSpace = "http://www.w3.org/2007/app";

    public static Reply Of(Ask ask, EdmModel model) => ask.Format == AnswerFormat.Atom
        ? new Reply(200, "application/atomsvc+xml;charset=utf-8", (to, _) => AtomAsync(to, ask.Root, model))
        : new Reply(200, ask.Format.ContentType(), (to, _) => JsonAsync(to, ask, model));

    private static async Task JsonAsync(PipeWriter to, Ask ask, EdmModel model)
    {
        await using var json = new Utf8JsonWriter(to, JsonAnswers.Options);
        json.WriteStartObject();
        if (ask.Format != AnswerFormat.JsonNone)
        {
            json.WriteString("odata.metadata", ask.Root + "$metadata");
        }

        json.WriteStartArray("value");
        foreach (var set in model.Sets)
        {
            json.WriteStartObject();
            json.WriteString("name", set.Name);
            json.WriteString("url", set.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static async Task AtomAsync(PipeWriter to, string root, EdmModel model)
    {
        await using var xml = XmlWriter.Create(to.AsStream(leaveOpen: true), new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(false) });
        await xml.WriteStartElementAsync(null, "service", AppSpace);
        await xml.WriteAttributeStringAsync("xml", "base", null, root);
        await xml.WriteStartElementAsync(null, "workspace", AppSpace);
        await xml.WriteElementStringAsync("atom", "title", AtomAnswers.AtomSpace, "Default");
        foreach (var set in model.Sets)
        {
            await xml.WriteStartElementAsync(null, "collection", AppSpace);
            await xml.WriteAttributeStringAsync(null, "href", null, set.Name);
            await xml.WriteElementStringAsync("atom", "title", AtomAnswers.AtomSpace, set.Name);
            await xml.WriteEndElementAsync();
        }

        await xml.WriteEndElementAsync();
        await xml.WriteEndElementAsync();
    }
}
