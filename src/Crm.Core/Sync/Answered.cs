using System.Text.Json;
using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>What a person decided of an object.</summary>
/// <param name="Given">Fields that the person gave instead of what could not be taken.</param>
internal sealed record Answer(string Person, Fields Given);

/// <summary>
/// What people answered about objects that could not be applied. An answer holds as long as the object says what was asked
/// about: the same statement comes night after night.
/// </summary>
internal sealed class Answered(QuestionStore questions)
{
    public const string New = "new", Given = "value=";

    /// <summary>The translation with the values that a person gave for those that were rejected; the same when one is left without.</summary>
    public Translation Mend(Incoming change, Translation translation)
    {
        if (translation.Rejections.Count == 0 || translation.Rejections.Select(rejection => Find(change, rejection)).ToList() is not { } found || found.Contains(null))
        {
            return translation;
        }

        var given = Fields.Of(found.Select(answer => answer!.Given.Single()));
        change.Answer = new Answer(found[0]!.Person, given);
        return translation with { Fields = translation.Fields.With(given), Rejections = [] };
    }

    /// <summary>Whether a person said that the object is a row of its own, whatever its keys; the change knows then who.</summary>
    public bool IsNew(Incoming change)
    {
        if (questions.Find(Key(QuestionKind.Ambiguous, change)) is not { Answer: New } question)
        {
            return false;
        }

        change.Answer = new Answer(question.AnsweredBy!, change.Answer?.Given ?? Fields.Empty);
        return true;
    }

    public static string Key(QuestionKind kind, Incoming change) => $"{kind}:{change.Mapping.To.Name}:{change.Ref}";

    private Answer? Find(Incoming change, Rejection rejection)
    {
        if (change.Mapping.To.Field(rejection.Field) is not { } field
            || questions.Find($"{Key(QuestionKind.Rejected, change)}:{field.Name}") is not { Answer: { } answer } question
            || !answer.StartsWith(Given, StringComparison.Ordinal))
        {
            return null;
        }

        using var detail = JsonDocument.Parse(question.Detail);
        return detail.RootElement.GetProperty("value").GetString() == rejection.Value
            ? new Answer(question.AnsweredBy!, Fields.Of((field.Name, FieldsJson.Value(JsonSerializer.SerializeToElement(answer[Given.Length..]), field))))
            : null;
    }
}
