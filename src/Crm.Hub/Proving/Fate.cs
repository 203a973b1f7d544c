using Crm.Connect;

namespace Crm.Hub.Proving;

/// <summary>What goes wrong in a play, and where: the line fails, the power goes. Known beforehand from the seed.</summary>
internal sealed class Fate
{
    private const int MostKills = 3, LatestPass = 4;

    private readonly World _world;
    private readonly Dice _dice;
    private readonly List<(string Point, int Pass)> _kills = [];
    private readonly Dictionary<string, int> _passed = new(StringComparer.Ordinal);
    private int _untilLineFails = int.MaxValue;

    /// <param name="seed">Spreads the kills over all points, so that a row of seeds covers them.</param>
    public Fate(World world, Dice dice, ulong seed)
    {
        _world = world;
        _dice = dice;
        for (var kill = 0; kill <= dice.Below(MostKills); kill++)
        {
            var point = KillPoints.All[(int)((seed + ((ulong)kill * 7)) % (ulong)KillPoints.All.Count)];
            _kills.Add((point, dice.Chance(50) ? 1 : 1 + dice.Below(LatestPass)));

            // Nothing is probed unless an answer was lost.
            if (point is "probed" or "there: probe")
            {
                _kills.Add(("there: sent there", 1));
            }
        }
    }

    /// <summary>Points that were passed.</summary>
    public IReadOnlyCollection<string> Passed => _passed.Keys;

    /// <summary>Points at which the process died.</summary>
    public List<string> Killed { get; } = [];

    /// <summary>Before a run: may the line fail in it, and when.</summary>
    public void Begin() => _untilLineFails = _dice.Chance(25) ? 1 + _dice.Below(6) : int.MaxValue;

    public void Meet(string point)
    {
        var pass = _passed[point] = _passed.GetValueOrDefault(point) + 1;
        if (_kills.Remove((point, pass)))
        {
            Killed.Add(point);
            throw _world.Die(point);
        }

        if (point.StartsWith("there: ", StringComparison.Ordinal) && --_untilLineFails == 0)
        {
            throw new ConnectorException(Trouble.Unavailable, new Words("обрыв связи", "the line was cut"));
        }
    }
}
