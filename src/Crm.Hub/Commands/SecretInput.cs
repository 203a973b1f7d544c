using System.Text;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>A value that must not be seen: typed twice at the keyboard, or the whole of standard input without its last line break.</summary>
internal sealed class SecretInput(Session session)
{
    private const int Longest = 64 << 10;

    /// <exception cref="ProblemException">There is none, or not one that can be kept.</exception>
    public string Read(string name)
    {
        var value = session.Around.Hidden is { } hidden ? Typed(name, hidden) : Piped();
        return value.Length > 0 ? value : throw Wrong("Значение пусто: ничего не сохранено.", "The value is empty: nothing was kept.");
    }

    private string Typed(string name, Func<string, string?> hidden)
    {
        var first = hidden(session.Screen.In($"Значение {name} (не видно): ", $"Value of {name} (unseen): ")) ?? "";
        return first.Length == 0 || hidden(session.Screen.In("Ещё раз: ", "Again: ")) == first
            ? first
            : throw Wrong("Два раза набрано разное: ничего не сохранено.", "It was typed differently the second time: nothing was kept.");
    }

    private string Piped()
    {
        var text = new char[Longest + 1];
        try
        {
            var length = session.Around.In.ReadBlock(text);
            return length <= Longest ? WithoutBreak(new string(text, 0, length)) : throw Wrong(
                "Слишком длинно для секрета: больше 64 тысяч знаков.", "Too long for a secret: more than 64 thousand characters.");
        }
        catch (DecoderFallbackException)
        {
            throw Wrong("Значение в потоке ввода — не UTF-8.", "The value on standard input is not UTF-8.");
        }
    }

    private static string WithoutBreak(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;

    private static ProblemException Wrong(string ru, string en) => new(Problem.Usage(ru, en));
}
