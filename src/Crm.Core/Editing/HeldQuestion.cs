using System.Text.Json;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Editing;

/// <summary>What a question about a record that is held back is about.</summary>
/// <param name="Field">That could not be taken; empty when it is the record as a whole.</param>
/// <param name="Missing">The object that it waits for, by CRM kind and id over there; null when it waits for none.</param>
public sealed record HeldQuestion(EntityKind Kind, ExternalRef External, string Field, LinkRef? Missing)
{
    /// <summary>The question read back; null when the CRM no longer has the kind, or the question is not about a held record.</summary>
    public static HeldQuestion? Read(Question question)
    {
        using var document = JsonDocument.Parse(question.Detail);
        var detail = document.RootElement;
        if (question.Kind is not (QuestionKind.Ambiguous or QuestionKind.Missing or QuestionKind.Rejected)
            || Text(detail, "kind") is not { } kind || EntityKind.Find(kind) is not { } known
            || Text(detail, "external")?.Split('/', 3) is not [var connection, var externalKind, var id])
        {
            return null;
        }

        return new HeldQuestion(
            known,
            new ExternalRef(connection, externalKind, id),
            Text(detail, "field") ?? "",
            Text(detail, "missingKind") is { } target && Text(detail, "missingId") is { } missing ? new LinkRef(target, missing) : null);
    }

    private static string? Text(JsonElement detail, string name) => detail.TryGetProperty(name, out var value) ? value.GetString() : null;
}
