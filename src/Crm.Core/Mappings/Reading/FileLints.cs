using Crm.Connect;

namespace Crm.Core.Mappings.Reading;

/// <summary>Collects what is wrong with one file.</summary>
internal sealed class FileLints(string file, List<Lint> all)
{
    public string File { get; } = file;

    public void Error(Node at, string code, string ru, string en, string? didYouMean = null) =>
        Error(at.Line, at.Column, code, ru, en, didYouMean);

    public void Error(long line, long column, string code, string ru, string en, string? didYouMean = null) =>
        Add(line, column, code, true, ru, en, didYouMean);

    public void Warning(Node at, string code, string ru, string en) => Add(at.Line, at.Column, code, false, ru, en, null);

    /// <summary>What goes out has no way back.</summary>
    public void OneWay(Node at, string ru, string en) => Error(
        at, LintCodes.OneWay,
        $"назад это не прочесть: {ru}. Скажите direction: in — тогда оно только принимается.",
        $"this cannot be read backwards: {en}. Say direction: in: then it is only received.");

    private void Add(long line, long column, string code, bool isError, string ru, string en, string? didYouMean)
    {
        var words = didYouMean is null
            ? new Words(ru, en)
            : new Words($"{ru} Возможно, имелось в виду «{didYouMean}»?", $"{en} Did you mean '{didYouMean}'?");
        all.Add(new Lint(File, line, column, code, isError, words));
    }
}
