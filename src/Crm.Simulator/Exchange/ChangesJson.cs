using System.Text.Json;
using Crm.Simulator.Answers;
using Crm.Simulator.Habits;
using Crm.Simulator.Http;
using Crm.Simulator.Query;
using Crm.Simulator.State;

namespace Crm.Simulator.Exchange;

/// <summary>Changes of several sets in one list of JSON; each object says of which type it is.</summary>
internal static class ChangesJson
{
    public static Reply Of(Ask ask, Books books, HabitSwitches habits, IReadOnlyList<Item> items) => new(200, ask.Format.ContentType(), async (to, ct) =>
    {
        var rows = new RowJson(books, habits, ask.Format, ask.Root);
        await using var json = new Utf8JsonWriter(to, JsonAnswers.Options);
        json.WriteStartObject();
        json.WriteStartArray("value");
        foreach (var item in items)
        {
            ct.ThrowIfCancellationRequested();
            json.WriteStartObject();
            if (ask.Format != AnswerFormat.JsonFull)
            {
                json.WriteString("odata.type", item.Set.TypeName);
            }

            rows.WriteBody(json, item, Projection.Whole(item.Set.Type));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
