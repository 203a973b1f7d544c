using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Hub.Commands;
using Crm.Hub.Printing;
using Crm.Hub.Settings;

namespace Crm.Hub.Reading;

/// <summary>The one row that a person means, or what is wrong with how it was named.</summary>
internal static class OneRow
{
    /// <exception cref="ProblemException">It is not written as KIND/ID.</exception>
    public static RowTarget Parse(string text)
    {
        var (target, problem) = RowTarget.Parse(text);
        return target ?? throw new ProblemException(problem!);
    }

    /// <exception cref="ProblemException">There is none, or there are several.</exception>
    public static Guid Find(DbSession db, RowTarget target) =>
        OnlyOne(target, new RowFinder(db).Find(target.Kind, target.Id), new RowNames(db));

    private static Guid OnlyOne(RowTarget target, IReadOnlyList<Guid> found, RowNames names)
    {
        var word = KindWords.CommandWord(target.Kind.Name);
        return found switch
        {
            [var one] => one,
            [] => throw new ProblemException(Nobody(target, word)),
            _ => throw new ProblemException(Problem.Usage(
                $"Под «{target.Id}» подходят {found.Count}: {Candidates(word, target.Kind, found, names)}. Назовите одну по GUID.",
                $"'{target.Id}' could be {found.Count}: {Candidates(word, target.Kind, found, names)}. Name one by its GUID.")),
        };
    }

    // What stands after the last point may be a field written with a slip.
    private static Problem Nobody(RowTarget target, string word)
    {
        var (ru, en) = Closest.Hint(target.Id[(target.Id.LastIndexOf('.') + 1)..], target.Kind.Fields.Select(field => field.Name));
        return Problem.Usage(
            $"Нет строки {word}/{target.Id}: ни по GUID, ни по номеру, имени, ИНН или артикулу, ни по ид в 1С.{ru} Поищите: hub show {word}.",
            $"There is no {word}/{target.Id}: not by GUID, number, name, ИНН or article, nor by its id in 1C.{en} Look with hub show {word}.");
    }

    private static string Candidates(string word, EntityKind kind, IReadOnlyList<Guid> found, RowNames names) =>
        string.Join(", ", found.Select(id => $"{word}/{id} ({names.Of(kind.Name, id)})"));
}
