using System.Text.Json;

namespace Crm.Hub.Tests.Kit;

/// <summary>What the program said and how it ended.</summary>
internal sealed record Answer(ExitCode Exit, string Out, string Err)
{
    /// <summary>The one document on standard output.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>The names of an object's properties, in their order.</summary>
    public static string Names(JsonElement value) => string.Join(' ', value.EnumerateObject().Select(property => property.Name));
}
