using System.CommandLine;
using Crm.Connect;
using Crm.Hub.Printing;

namespace Crm.Hub.Commands;

/// <summary>The help, in the language of the person: the library knows only English.</summary>
internal static class HelpPage
{
    public static void Print(Screen screen, CommandTree tree, Verb? verb)
    {
        screen.Line(verb?.Summary ?? CommandTree.About);
        screen.Line();
        screen.Line("  hub " + (verb is null ? screen.In("КОМАНДА [параметры]", "VERB [options]") : Usage(verb)));
        screen.Line();

        if (verb is null)
        {
            Rows(screen, tree.Verbs.Select(known => (known.Name, known.Summary)));
            screen.Line();
        }
        else if (verb.Symbols.Count > 0)
        {
            Rows(screen, verb.Symbols.Select(pair => (Shown(pair.Symbol), pair.Words)));
            screen.Line();
        }

        Rows(screen, tree.CommonSymbols.Select(pair => (Shown(pair.Symbol), pair.Words)));
        screen.Line();
        screen.Line(
            "Код возврата: 0 сделано · 1 сделано, но что-то отложено · 2 ошибка в команде, настройках или сопоставлениях · "
            + "3 другая сторона недоступна · 4 остановлено тормозом · 5 сбой",
            "Exit code: 0 done · 1 done, something was held back · 2 wrong usage, settings or mapping · "
            + "3 the other side is unavailable · 4 stopped by a brake · 5 failed");
    }

    private static string Usage(Verb verb) => string.Join(' ', verb.Symbols
        .Select(pair => pair.Symbol switch
        {
            Argument { Arity.MinimumNumberOfValues: > 0 } argument => argument.Name,
            Argument argument => $"[{argument.Name}{(argument.Arity.MaximumNumberOfValues > 1 ? "…" : "")}]",
            var option => $"[{Shown(option)}]",
        })
        .Prepend(verb.Name));

    private static string Shown(Symbol symbol) => symbol is Option { HelpName: { } value } option ? $"{option.Name} {value}" : symbol.Name;

    private static void Rows(Screen screen, IEnumerable<(string Name, Words Words)> rows)
    {
        var list = rows.ToList();
        var width = list.Max(row => row.Name.Length);
        foreach (var (name, words) in list)
        {
            screen.Line($"  {name.PadRight(width)}  {screen.In(words)}");
        }
    }
}
