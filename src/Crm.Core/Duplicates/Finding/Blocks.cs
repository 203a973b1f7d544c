using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Crm.Core.Duplicates.Finding;

/// <summary>
/// Brings together rows that have something in common, without comparing every row with every other: each row is noted under
/// some keys, the notes are sorted once, and neighbours are pairs. Sixteen bytes a note.
/// </summary>
internal sealed class Blocks
{
    // So many rows under one key are compared each with each; of more, each with the next only.
    private const int Crowd = 40;

    private readonly List<(ulong Key, int Row)> _notes = [];

    public void Note(int row, char sort, string? key)
    {
        if (!string.IsNullOrEmpty(key))
        {
            _notes.Add((Hash(sort, key), row));
        }
    }

    /// <summary>A text is noted by what is left of it with any one letter gone: two that are one slip apart have one of these in common.</summary>
    public void NoteSlips(int row, char sort, string text)
    {
        Note(row, sort, text);
        for (var at = 0; at < text.Length; at++)
        {
            Note(row, sort, text.Remove(at, 1));
        }
    }

    /// <summary>Every pair of rows that have a key in common, once.</summary>
    public IEnumerable<(int One, int Other)> Pairs()
    {
        var seen = new HashSet<(int, int)>();
        _notes.Sort();

        for (var from = 0; from < _notes.Count;)
        {
            var to = from + 1;
            while (to < _notes.Count && _notes[to].Key == _notes[from].Key)
            {
                to++;
            }

            foreach (var pair in Within(from, to).Where(seen.Add))
            {
                yield return pair;
            }

            from = to;
        }
    }

    private IEnumerable<(int, int)> Within(int from, int to)
    {
        for (var one = from; one < to; one++)
        {
            var last = to - from > Crowd ? Math.Min(one + 2, to) : to;
            for (var other = one + 1; other < last; other++)
            {
                if (_notes[one].Row != _notes[other].Row)
                {
                    yield return (_notes[one].Row, _notes[other].Row);
                }
            }
        }
    }

    private static ulong Hash(char sort, string key) => XxHash64.HashToUInt64(MemoryMarshal.AsBytes(key.AsSpan()), sort);
}
