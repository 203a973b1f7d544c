using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Hub.Commands;
using Crm.Hub.Printing;
using Crm.Hub.Settings;

namespace Crm.Hub.Reading;

/// <summary>The one row that a person means by what was written.</summary>
internal static class MeantRow
{
    /// <exception cref="ProblemException">It is not written as KIND/ID.</exception>
    public static RowTarget Parse(string text)
    {
        var (target, problem) = RowTarget.Parse(text);
        return target ?? throw new ProblemException(problem!);
    }

    /// <exception cref="ProblemException">It is none, or more than one.</exception>
    public static Guid Of(RowTarget target, DbSession db) => Of(target.Kind, target.Id, new RowFinder(db), new RowNames(db));

    /// <exception cref="ProblemException">It is none, or more than one.</exception>
    public static Guid Of(EntityKind kind, string said, RowFinder finder, RowNames names)
    {
        var word = KindWords.CommandWord(kind.Name);
        var found = finder.Find(kind, said);
        return found switch
        {
            [var one] => one,
            [] => throw new ProblemException(Nobody(kind, said, word)),
            _ => throw new ProblemException(Problem.Usage(
                $"Под «{said}» подходят {found.Count}: {Candidates(word, kind, found, names)}. Назовите одну по GUID.",
                $"'{said}' could be {found.Count}: {Candidates(word, kind, found, names)}. Name one by its GUID.")),
        };
    }

    /// <summary>As <see cref="Of(EntityKind, string, RowFinder, RowNames)"/>, where KIND/ID may stand for a row of that kind.</summary>
    /// <exception cref="ProblemException">It is none, more than one, or of another kind.</exception>
    public static Guid OfKind(EntityKind kind, string said, RowFinder finder, RowNames names)
    {
        var cut = said.IndexOf('/', StringComparison.Ordinal);
        var named = cut > 0 ? Views.Find(said[..cut])?.Kind : null;
        return named is null || named == kind
            ? Of(kind, named is null ? said : said[(cut + 1)..], finder, names)
            : throw new ProblemException(Problem.Usage(
                $"«{said}» не подходит: здесь нужна строка вида {KindWords.CommandWord(kind.Name)}.",
                $"'{said}' does not fit: a row of {KindWords.CommandWord(kind.Name)} is needed here."));
    }

    // What stands after the last point may be a field written with a slip.
    private static Problem Nobody(EntityKind kind, string said, string word)
    {
        var (ru, en) = Closest.Hint(said[(said.LastIndexOf('.') + 1)..], kind.Fields.Select(field => field.Name));
        return Problem.Usage(
            $"Нет строки {word}/{said}: ни по GUID, ни по номеру, имени, ИНН или артикулу, ни по ид в 1С.{ru} Поищите: hub show {word}.",
            $"There is no {word}/{said}: not by GUID, number, name, ИНН or article, nor by its id in 1C.{en} Look with hub show {word}.");
    }

    private static string Candidates(string word, EntityKind kind, IReadOnlyList<Guid> found, RowNames names) =>
        string.Join(", ", found.Select(id => $"{word}/{id} ({names.Of(kind.Name, id)})"));
}
