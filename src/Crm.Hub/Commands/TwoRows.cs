using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Hub.Printing;
using Crm.Hub.Reading;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>Two rows of one kind, as a person names them.</summary>
internal static class TwoRows
{
    public static Words Named { get; } = new(
        "вид, затем GUID, имя, ИНН, артикул или ид в 1С", "a kind, then a GUID, name, ИНН, article or id in 1C");

    /// <exception cref="ProblemException">One of them is not there or not the only one, or they are of different kinds.</exception>
    public static (EntityKind Kind, Guid One, Guid Other) Find(HubDatabase database, string one, string other)
    {
        var (first, second) = (MeantRow.Parse(one), MeantRow.Parse(other));
        if (first.Kind != second.Kind)
        {
            var (word, another) = (KindWords.CommandWord(first.Kind.Name), KindWords.CommandWord(second.Kind.Name));
            throw new ProblemException(Problem.Usage(
                $"Это строки разных видов: {word} и {another}. Назовите две одного вида.", $"These are rows of different kinds: {word} and {another}. Name two of one kind."));
        }

        using var db = database.ConnectToRead();
        return (first.Kind, MeantRow.Of(first, db), MeantRow.Of(second, db));
    }
}
