using System.CommandLine;
using Crm.Connect;

namespace Crm.Hub.Commands;

/// <summary>The whole command line: verbs and common options.</summary>
internal sealed class CommandTree
{
    private static readonly Words Summary = new(
        "Обмен между CRM и 1С: что пришло, что из этого стало и почему.",
        "Exchange between a CRM and 1C: what came, what became of it, and why.");

    public CommandTree()
    {
        Verbs =
        [
            new CheckVerb(), new RunVerb(), new StatusVerb(), new RunsVerb(), new ShowVerb(), new WhyVerb(),
            new QuestionsVerb(), new AnswerVerb(), new RetryVerb(), new ApproveVerb(), new SetVerb(), new NewVerb(), new UndoVerb(), new BackfillVerb(),
            new DuplicatesVerb(), new DistinctVerb(), new MergeVerb(), new UnmergeVerb(), new ScheduleVerb(), new ServeVerb(), new ServiceVerb(), new TellVerb(), new SecretVerb(), new ProveVerb(), new SimVerb(), new DatabaseVerb(), new BackupVerb(), new RestoreVerb(),
        ];
        Root = new RootCommand(Summary.En);

        foreach (var option in Common.All)
        {
            Root.Add(option);
        }

        foreach (var verb in Verbs)
        {
            Root.Add(CommandOf(verb));
        }
    }

    public RootCommand Root { get; }

    public CommonOptions Common { get; } = new();

    public IReadOnlyList<Verb> Verbs { get; }

    public Verb? VerbOf(ParseResult parse) => Verbs.FirstOrDefault(verb => verb.Name == parse.CommandResult.Command.Name);

    /// <summary>What an option or argument means.</summary>
    public IEnumerable<(Symbol Symbol, Words Words)> CommonSymbols =>
    [
        (Common.Config, new("файл настроек (иначе ./appsettings.json, иначе файл рядом с программой)", "settings file (else ./appsettings.json, else the one beside the program)")),
        (Common.DataDirectory, new("папка базы, архива и журналов вместо Hub:DataDirectory", "folder of database, archive and logs instead of Hub:DataDirectory")),
        (Common.Json, new("один документ JSON вместо текста", "one JSON document instead of text")),
        (Common.Language, new("язык: ru или en", "language: ru or en")),
        (Common.Verbose, new("журнал подробно в поток ошибок", "the log in detail on the error stream")),
    ];

    public static Words About => Summary;

    private static Command CommandOf(Verb verb)
    {
        var command = new Command(verb.Name, verb.Summary.En);
        foreach (var (symbol, _) in verb.Symbols)
        {
            switch (symbol)
            {
                case Argument argument:
                    command.Add(argument);
                    break;
                case Option option:
                    command.Add(option);
                    break;
            }
        }

        // The program itself carries the verb out; the action only tells the parser that there is one.
        command.SetAction(_ => 0);
        return command;
    }
}
