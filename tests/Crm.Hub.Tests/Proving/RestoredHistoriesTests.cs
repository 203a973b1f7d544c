using System.Globalization;
using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Proving;
using Crm.Hub.Proving.Bases;

namespace Crm.Hub.Tests.Proving;

/// <summary>
/// Histories in which the hub is given back from a backup while the bases have gone on. What people did in the CRM since may be gone; but
/// every night goes well, all sides are equal in the end, and nothing is there twice. HUB_HISTORIES says how many.
/// </summary>
public sealed class RestoredHistoriesTests : IDisposable
{
    private const int PerODataHistory = 4, Before = 14, After = 10, RoundsToRest = 5;

    private static readonly int Histories = int.Parse(Environment.GetEnvironmentVariable("HUB_HISTORIES") ?? "60", CultureInfo.InvariantCulture);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("restored-histories-");

    [Fact]
    public async Task After_a_restore_all_sides_are_equal_again_and_nothing_is_there_twice() =>
        Assert.Empty(await FaultsAsync(new ProofSetting(OwnBook.Load()), Histories));

    // A base that had our list before the last was taken for one that is behind, and never told.
    [Theory]
    [InlineData(1175)]
    public async Task A_history_that_once_ended_unequal_ends_equal(ulong seed) => Assert.Empty(await FaultsAsync(new ProofSetting(OwnBook.Load()), 1, seed));

    [Fact]
    public async Task Neither_over_OData() => Assert.Empty(await FaultsAsync(await ODataProofTests.SettingAsync(_folder.FullName), Histories / PerODataHistory));

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<List<string>> FaultsAsync(ProofSetting setting, int histories, ulong first = 1)
    {
        using var folder = new ProofFolder();
        var template = await Prover.TemplateAsync(folder, TestContext.Current.CancellationToken);
        var faults = new List<string>();
        for (var seed = first; seed < first + (ulong)histories; seed++)
        {
            await using var world = await World.OpenAsync(setting, folder.Of(seed), template);
            var history = new History(world, new Vocabulary(setting.Book), seed);
            if (await history.RunAsync() is { } fault)
            {
                faults.Add($"{seed}: {fault}\n  {string.Join("\n  ", history.Log)}");
            }
        }

        return faults;
    }

    private sealed class History
    {
        private readonly World _world;
        private readonly Vocabulary _vocabulary;
        private readonly Dice _dice;
        private readonly Stage _stage;
        private readonly People _people;

        public History(World world, Vocabulary vocabulary, ulong seed)
        {
            (_world, _vocabulary, _dice, _stage) = (world, vocabulary, new Dice(seed), new Stage(world, vocabulary));
            _people = new People(world, vocabulary, _stage, new Model(), _dice, isDisorderly: false, Log);
        }

        public List<string> Log { get; } = [];

        public async Task<string?> RunAsync()
        {
            await LiveAsync(Before);
            await _world.BackUpAsync();
            Log.Add("backup");
            await LiveAsync(After);

            // What lies in a folder is read before: the hub that is given back would tell of the same under another id.
            Load();
            _world.GiveBack();
            Log.Add("restore");

            // Twice: what was loaded before and is told to them once more changes nothing there, and is confirmed by the next export of all.
            TellAllAgain();
            var first = await RestAsync();
            TellAllAgain();
            return first ?? await RestAsync() ?? Leftovers() ?? _vocabulary.Kinds.Select(Verdict).FirstOrDefault(fault => fault is not null);
        }

        private async Task LiveAsync(int steps)
        {
            for (; steps > 0; steps--)
            {
                switch (_dice.Below(100))
                {
                    case < 30:
                        _people.Change();
                        break;
                    case < 50:
                        _people.Make();
                        break;
                    case < 55:
                        _people.AnswerOne();
                        break;
                    case < 60:
                        Load();
                        break;
                    default:
                        await NightAsync(_dice.Pick(_world.Bases));
                        break;
                }
            }
        }

        private async Task<RunOutcome?> NightAsync(IPlayBase there)
        {
            there.Deliver();
            var outcome = await _world.RunAsync(there);
            Log.Add($"{there.Connection}: night, {outcome}");
            return outcome;
        }

        private void Load() => _world.Bases.ToList().ForEach(there => there.Load());

        // The files that were read since are laid back, or all is exported once more.
        private void TellAllAgain()
        {
            foreach (var there in _world.Bases)
            {
                foreach (var kind in _vocabulary.Kinds)
                {
                    there.Objects(kind.External).ToList().ForEach(one => there.Edit(kind.External, one.Id, Fields.Empty));
                }
            }
        }

        private async Task<string?> RestAsync()
        {
            for (var round = 0; round < RoundsToRest; round++)
            {
                foreach (var there in _world.Bases)
                {
                    if (await NightAsync(there) is var outcome and not (RunOutcome.Done or RunOutcome.DoneWithHeld))
                    {
                        return $"a night of '{there.Connection}' ended {outcome}";
                    }
                }

                Load();
                while (_people.AnswerOne())
                {
                }

                _world.Clock.Advance(TimeSpan.FromDays(2));
            }

            return null;
        }

        private string? Leftovers() => _world.Ask(db => db.Scalar("SELECT Text FROM Questions WHERE IsOpen LIMIT 1") is string text ? $"a question is left: {text}"
            : db.Scalar("SELECT 1 FROM Outbox LIMIT 1") is not null ? "something is left to tell" : null);

        private string? Verdict(PlayKind kind)
        {
            var sides = _stage.Sides.ToDictionary(side => side, side => _stage.Things(side, kind));
            return sides.Values.SelectMany(things => things.Select(group => group.Key)).Distinct()
                .Select(thing => Verdict(kind, thing, [.. sides.Select(side => (side.Key, side.Value[thing].ToList()))]))
                .FirstOrDefault(fault => fault is not null);
        }

        private static string? Verdict(PlayKind kind, string thing, IReadOnlyList<(string Side, List<Standing> There)> sides)
        {
            if (sides.FirstOrDefault(side => side.There.Count != 1) is { Side: not null } odd)
            {
                return $"{thing} is {odd.There.Count} times in {odd.Side}";
            }

            // Of a list that a base does not tell whole nobody says what was taken out of it since the backup.
            return kind.Fields.Where(field => field.Form != PlayForm.Set || field.IsWhole).Select(field => sides.Select(side => $"{side.Side} {side.There[0].Values[field.Name] ?? "∅"}").ToList() is var said
                && sides.Any(side => !Equals(side.There[0].Values[field.Name], sides[0].There[0].Values[field.Name])) ? $"{thing} {field.Name}: {string.Join(", ", said)}" : null)
                .FirstOrDefault(fault => fault is not null);
        }
    }
}
