using System.CommandLine;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>What is wrong with a command line, in words.</summary>
internal static class Usage
{
    public static IReadOnlyList<Problem> Problems(ParseResult parse, CommandTree tree, Options options)
    {
        var verb = tree.VerbOf(parse);
        var problems = new List<Problem>();

        if (verb is null)
        {
            problems.Add(NoVerb(parse, tree));
        }
        else
        {
            problems.AddRange(parse.UnmatchedTokens.Select(word => Unknown(word, verb, tree)));
        }

        if (problems.Count == 0)
        {
            problems.AddRange(parse.Errors.Select(error => Problem.Usage(
                $"Команда написана неверно: {error.Message} Подсказка: hub {verb?.Name} --help.",
                $"{error.Message} See hub {verb?.Name} --help.")));
        }

        if (options.Language is not (null or "ru" or "en"))
        {
            problems.Add(Problem.Usage(
                $"Язык «{options.Language}» неизвестен: --lang ru или --lang en.", $"The language '{options.Language}' is unknown: --lang ru or --lang en."));
        }

        return problems;
    }

    private static Problem NoVerb(ParseResult parse, CommandTree tree)
    {
        var names = tree.Verbs.Select(verb => verb.Name).ToList();
        var word = parse.UnmatchedTokens.Count > 0 ? parse.UnmatchedTokens[0] : "";
        var (ru, en) = Closest.Hint(word, names);
        return word.Length == 0 ? Problem.Usage(
            $"Не сказано, что делать. Есть: {string.Join(", ", names)}.", $"No verb is given. There are: {string.Join(", ", names)}.") : Problem.Usage(
            $"Нет команды «{word}».{ru} Есть: {string.Join(", ", names)}.", $"There is no verb '{word}'.{en} There are: {string.Join(", ", names)}.");
    }

    private static Problem Unknown(string word, Verb verb, CommandTree tree)
    {
        var options = verb.Symbols.Concat(tree.CommonSymbols).Select(pair => pair.Symbol.Name).Where(name => name.StartsWith('-')).ToList();
        var (ru, en) = Closest.Hint(word, options);
        return Problem.Usage(
            $"Команда {verb.Name} не знает слова «{word}».{ru} Подсказка: hub {verb.Name} --help.",
            $"The verb {verb.Name} does not know '{word}'.{en} See hub {verb.Name} --help.");
    }
}
