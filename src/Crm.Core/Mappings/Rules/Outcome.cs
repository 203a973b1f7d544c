using Crm.Connect;

namespace Crm.Core.Mappings.Rules;

/// <summary>What a path, a converter or a rule came to: not said (the default), a value, said to be empty, or wrong.</summary>
internal readonly record struct Outcome(bool Said, object? Value, Words? Wrong)
{
    /// <summary>The longest text that is shown back to a person.</summary>
    private const int Shown = 200;

    public static Outcome Absent => default;

    public static Outcome Empty => new(true, null, null);

    public bool IsWrong => Wrong is not null;

    public bool HasValue => Value is not null && Wrong is null;

    public static Outcome Of(object? value) => new(true, value, null);

    /// <summary>The value found cannot be taken.</summary>
    public static Outcome No(string found, string ru, string en)
    {
        var shown = Cut(found);
        return new(true, shown, new Words($"«{shown}»: {ru}", $"'{shown}': {en}"));
    }

    public static string Cut(string found) =>
        found.Length <= Shown ? found : $"{found.AsSpan(0, char.IsHighSurrogate(found[Shown - 1]) ? Shown - 1 : Shown)}…";
}

/// <summary>Where a path starts: at an object or one row of its table, with the way back to the object.</summary>
internal readonly record struct Scope(object? Here, Fields Top);
