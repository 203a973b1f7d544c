using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Hub.Printing;

/// <summary>What one run did, for a person who has a minute.</summary>
internal sealed class RunSummary(Screen screen)
{
    public void Print(RunReport report)
    {
        screen.Line(
            $"Поток {report.Flow}, запуск {report.RunId}: {Outcome(report.Outcome)} за {screen.Duration(report.Duration)}",
            $"Flow {report.Flow}, run {report.RunId}: {Outcome(report.Outcome)} in {screen.Duration(report.Duration)}");

        if (report.Reason is { } reason)
        {
            screen.Line(reason);
        }

        PrintNumbers(report.Numbers, report.Outcome is RunOutcome.Done or RunOutcome.DoneWithHeld);
        foreach (var note in report.Notes)
        {
            screen.Line($"  ! {note.Delivery}: {screen.In(note.Words)}");
        }
    }

    /// <summary>How a run ended, in words.</summary>
    public string Outcome(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Running => screen.In("идёт или оборвался", "running, or cut off"),
        RunOutcome.Done => screen.In("сделано", "done"),
        RunOutcome.DoneWithHeld => screen.In("сделано, часть отложена", "done, some held back"),
        RunOutcome.Stopped => screen.In("остановлен тормозом", "stopped by a brake"),
        RunOutcome.Unavailable => screen.In("другая сторона недоступна", "other side unavailable"),
        RunOutcome.Misconfigured => screen.In("ошибка в настройках", "settings are wrong"),
        RunOutcome.Interrupted => screen.In("прерван остановкой или концом окна", "interrupted by a stop or the end of its window"),
        _ => screen.In("сбой", "failed"),
    };

    private void PrintNumbers(RunNumbers numbers, bool isComplete)
    {
        if (isComplete && !numbers.ChangedAnything && numbers.Kinds.Values.All(of => of.Sent == 0))
        {
            screen.Line("Ничего не изменилось.", "Nothing changed.");
        }

        PrintKinds(numbers);
        PrintDeliveries(numbers);

        if (numbers.StatusesChanged > 0)
        {
            screen.Line($"Статус сменился у счетов: {screen.Count(numbers.StatusesChanged)}", $"Invoices whose status changed: {screen.Count(numbers.StatusesChanged)}");
        }

        if (numbers.QuestionsAsked > 0)
        {
            screen.Line($"Новых вопросов: {screen.Count(numbers.QuestionsAsked)}. Посмотреть: hub questions", $"New questions: {screen.Count(numbers.QuestionsAsked)}. See: hub questions");
        }

        if (numbers.HeldAnything)
        {
            screen.Line("Отложенное с причинами: hub show rejected", "What is held back, with reasons: hub show rejected");
        }
    }

    private void PrintKinds(RunNumbers numbers)
    {
        var sends = numbers.Kinds.Values.Any(of => of.Sent + of.Taken > 0);
        var grid = new Grid([
            (screen.In("Что", "What"), false), (screen.In("новых", "new"), true), (screen.In("изменено", "changed"), true),
            (screen.In("как было", "as before"), true), (screen.In("в архив", "archived"), true), (screen.In("отложено", "held"), true),
            .. sends ? [(screen.In("отправлено", "sent"), true), (screen.In("подтверждено", "confirmed"), true)] : Array.Empty<(string, bool)>()]);

        foreach (var (kind, of) in numbers.Kinds.OrderBy(pair => Core.Entities.EntityKind.Find(pair.Key)?.Order))
        {
            var held = of.Rejected + of.Parked + of.Asked + of.FieldsLeftOut;
            long[] counts = [of.Created, of.Updated, of.Kept, of.Archived, held, .. sends ? [of.Sent, of.Taken] : Array.Empty<long>()];
            grid.Add([KindWords.Of(screen, kind), .. counts.Select(screen.Count)]);
        }

        if (grid.Rows > 0)
        {
            grid.Print(screen);
        }
    }

    private void PrintDeliveries(RunNumbers numbers)
    {
        var parts = new List<string>();
        void Part(int count, string ru, string en)
        {
            if (count > 0)
            {
                parts.Add($"{screen.In(ru, en)} {screen.Count(count)}");
            }
        }

        Part(numbers.Deliveries, "принято", "taken");
        Part(numbers.DeliveriesKnown, "уже были приняты", "taken before");
        Part(numbers.DeliveriesPutAside, "испорчены и отложены", "broken and put aside");
        Part(numbers.DeliveriesRefused, "не наши, не тронуты", "not ours, untouched");
        Part(numbers.DeliveriesStopped, "остановлены тормозом", "stopped by a brake");

        var files = parts.Count == 0 ? screen.In("нет новых", "none that are new") : string.Join(", ", parts);
        screen.Line($"Файлы: {files}{Volume(numbers)}", $"Files: {files}{Volume(numbers)}");

        if (numbers.Untaken.Count > 0)
        {
            var untaken = string.Join(", ", numbers.Untaken.Select(pair => $"{pair.Key} {screen.Count(pair.Value)}"));
            screen.Line($"Ни одно сопоставление не берёт: {untaken}", $"No mapping takes: {untaken}");
        }
    }

    private string Volume(RunNumbers numbers) => numbers.Bytes == 0
        ? ""
        : screen.In(
            $" ({screen.Bytes(numbers.Bytes)}, записей {screen.Count(numbers.Read.Values.Sum())}, из них без изменений {screen.Count(numbers.Unchanged)})",
            $" ({screen.Bytes(numbers.Bytes)}, {screen.Count(numbers.Read.Values.Sum())} records, {screen.Count(numbers.Unchanged)} of them unchanged)");
}
