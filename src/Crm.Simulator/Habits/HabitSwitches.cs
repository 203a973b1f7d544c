using System.Text;

namespace Crm.Simulator.Habits;

/// <summary>Which habits the base has now. May be changed while it answers.</summary>
public sealed class HabitSwitches
{
    private const Habit LastEveryday = Habit.DropsBadNumbers;

    private readonly bool[] _on = [.. All.Select(habit => habit <= LastEveryday)];

    /// <summary>Every habit there is.</summary>
    public static IReadOnlyList<Habit> All { get; } = Enum.GetValues<Habit>();

    public bool Is(Habit habit) => Volatile.Read(ref _on[(int)habit]);

    public void Set(Habit habit, bool on = true) => Volatile.Write(ref _on[(int)habit], on);

    /// <summary>Switches by a line as "html-200,no-pads-codes": a name switches on, with no- before it off.</summary>
    /// <exception cref="SimulatorException">There is no such habit; nothing is switched then.</exception>
    public void Set(string line)
    {
        var words = line.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var (habit, on) in words.Select(Read).ToList())
        {
            Set(habit, on);
        }
    }

    /// <summary>The name on a command line: cuts-strings.</summary>
    public static string NameOf(Habit habit)
    {
        var name = new StringBuilder();
        var letters = habit.ToString();
        for (var at = 0; at < letters.Length; at++)
        {
            var begins = char.IsAsciiLetterUpper(letters[at]) || char.IsAsciiDigit(letters[at]) && !char.IsAsciiDigit(letters[at - 1]);
            name.Append(at > 0 && begins ? "-" : "").Append(char.ToLowerInvariant(letters[at]));
        }

        return name.ToString();
    }

    private static (Habit Habit, bool On) Read(string word)
    {
        foreach (var habit in All)
        {
            var name = NameOf(habit);
            if (word == name || word == "no-" + name)
            {
                return (habit, word == name);
            }
        }

        var names = string.Join(", ", All.Select(NameOf));
        throw new SimulatorException(
            $"Нет привычки «{word}». Есть: {names}; с no- впереди выключается.",
            $"There is no habit '{word}'. There are: {names}; no- before it switches it off.");
    }
}
