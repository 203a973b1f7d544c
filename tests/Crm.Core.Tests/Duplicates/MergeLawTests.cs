using Crm.Connect;
using Crm.Core.Duplicates.Joining;
using Crm.Core.Entities;

namespace Crm.Core.Tests.Duplicates;

/// <summary>
/// Random small worlds: firms with partners, people, contracts, invoices, payments and goods in two bases, that live on from
/// night to night while people merge and think better of it.
/// </summary>
public sealed class MergeLawTests : JoiningTest
{
    private const int FirmCount = 5;

    private static readonly string[] Main = ["ф0", "ф1", "ф3", "ф4"];

    private static readonly string[] Plain = ["Телефон", "Почта", "Заметка"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 5)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Merges_undone_newest_first_leave_no_trace(int seed)
    {
        var dice = new Random(seed);
        await NightAsync(World(dice), this);

        for (var round = 0; round < 5; round++)
        {
            var (raw, state) = (Raw(), Hub.State());
            var done = MergeSome(dice);

            foreach (var merge in Enumerable.Reverse(done))
            {
                Assert.Empty(Assert.IsType<MergeResult.Done>(Unmerge(merge)).Notes);
            }

            Assert.Equal(state, Hub.State());
            Assert.Equal(raw, Raw());
            await NightAsync(News(dice), this);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Nights_in_between_leave_both_rows_as_if_they_had_never_been_one(int seed)
    {
        var dice = new Random(seed);
        await using var twin = new MergeLawTests();
        await twin.InitializeAsync();
        await NightAsync(World(dice), this, twin);

        for (var round = 0; round < 4; round++)
        {
            var done = MergeSome(dice);
            for (var night = 0; night < 3; night++)
            {
                await NightAsync(News(dice), this, twin);
            }

            foreach (var merge in Enumerable.Reverse(done))
            {
                Assert.IsType<MergeResult.Done>(Unmerge(merge));
            }

            await NightAsync([], this, twin);
            Assert.Equal(twin.Hub.State(), Hub.State());
        }
    }

    // Firms may be merged into one another, and goods, and what was merged already.
    private List<long> MergeSome(Random dice, int merges = 3)
    {
        var done = new List<long>();
        for (var at = 0; at < merges; at++)
        {
            var (kind, keep, gone) = dice.Next(4) == 0
                ? (nameof(Item), "т0", "т1")
                : (nameof(Counterparty), $"ф{dice.Next(FirmCount)}", $"ф{dice.Next(FirmCount)}");
            if (Merge(kind, keep, gone) is MergeResult.Done merge)
            {
                done.Add(merge.Number);
            }
        }

        return done;
    }

    private static List<(bool IsOther, string Kind, string Id, Fields? Fields)> World(Random dice) =>
    [
        .. Enumerable.Range(0, 3).Select(at => (false, "Клиент", $"п{at}", (Fields?)Fields.Of(("Наименование", $"Холдинг {at}")))),
        .. Enumerable.Range(0, 3).Select(at => (false, "Товар", $"т{at}", (Fields?)Fields.Of(("Наименование", $"Товар {at}"), ("Артикул", at == 1 ? "А-1" : null)))),
        .. Enumerable.Range(0, FirmCount).Select(at => Firm(dice, at)),
        .. Enumerable.Range(0, FirmCount).Select(at => Of(dice, "Лицо", at, ("Наименование", $"Лицо {at}"))),
        .. Enumerable.Range(0, FirmCount).Select(at => Of(dice, "Договор", at, ("Наименование", $"Договор {at}"))),
        .. Enumerable.Range(0, 6).Select(at => Invoice(dice, at)),
        .. Enumerable.Range(0, 4).Select(at => Payment(dice, at)),
    ];

    private static List<(bool IsOther, string Kind, string Id, Fields? Fields)> News(Random dice) =>
    [
        .. Enumerable.Range(0, 5).Select(_ => dice.Next(8) switch
        {
            0 => Firm(dice, dice.Next(FirmCount)) with { Fields = null },
            1 => Of(dice, "Договор", dice.Next(8), ("Наименование", $"Договор {dice.Next(3)}")),
            2 or 3 => Invoice(dice, dice.Next(12)),
            4 => Payment(dice, dice.Next(8)),
            _ => Firm(dice, dice.Next(FirmCount)),
        }),
    ];

    // Every third firm is one of the other base.
    private static (bool IsOther, string Kind, string Id, Fields? Fields) Firm(Random dice, int at)
    {
        var said = new Fields.Builder().Add("Наименование", $"Фирма {at}");
        foreach (var field in Plain.Where(_ => dice.Next(3) > 0))
        {
            said.Add(field, dice.Next(4) == 0 ? null : field == "Заметка" ? new string((char)('а' + dice.Next(3)), 300) : $"{dice.Next(3)}");
        }

        if (at % 3 != 2 && dice.Next(2) == 0)
        {
            said.Add("Клиент", $"п{dice.Next(3)}");
        }

        said.Add("Контакты", new Many(Enumerable.Range(0, 3).Where(_ => dice.Next(2) == 0)
            .Select(no => (object?)Fields.Of(("Тип", "Почта"), ("Значение", $"{no}@firm.example"), ("Заметка", dice.Next(3) == 0 ? null : $"{dice.Next(2)}")))));
        said.Add("Счета", new Many(Enumerable.Range(0, 2).Where(_ => dice.Next(2) == 0)
            .Select(no => (object?)Fields.Of(("Номер", $"4070281090000000000{no}"), ("БИК", "044525225")))));
        return (at % 3 == 2, "Контрагент", $"ф{at}", said.ToFields());
    }

    private static (bool IsOther, string Kind, string Id, Fields? Fields) Of(Random dice, string kind, int at, params (string, object?)[] fields)
    {
        var isOther = at % 3 == 2;
        return (isOther, kind, $"{kind}{at}", Fields.Of(fields).With("Контрагент", FirmOf(dice, isOther)));
    }

    private static (bool IsOther, string Kind, string Id, Fields? Fields) Invoice(Random dice, int at) => Of(
        dice, "Счет", at, ("Номер", $"{at}"), ("Сумма", $"{dice.Next(1, 4)}00"),
        ("Строки", new Many(Enumerable.Range(0, dice.Next(3)).Select(_ => (object?)Fields.Of(("Товар", at % 3 == 2 ? null : $"т{dice.Next(3)}"), ("Сумма", $"{dice.Next(9)}"))))));

    private static (bool IsOther, string Kind, string Id, Fields? Fields) Payment(Random dice, int at) => Of(
        dice, "Платеж", at, ("Номер", $"{at}"), ("Сумма", "100"), ("Оплачено", Fields.Of(("Счет", $"Счет{dice.Next(3) * 3}"), ("Сумма", "100"))));

    private static string FirmOf(Random dice, bool isOther) => isOther ? "ф2" : dice.GetItems(Main, 1)[0];

    private static async Task NightAsync(List<(bool IsOther, string Kind, string Id, Fields? Fields)> news, params MergeLawTests[] worlds)
    {
        foreach (var world in worlds)
        {
            foreach (var (isOther, kind, id, fields) in news)
            {
                var system = isOther ? world.Other : world.There;
                if (fields is null)
                {
                    system.Delete(kind, id);
                }
                else
                {
                    system.Save(kind, id, [.. fields.Select(field => (field.Key, field.Value))]);
                }
            }

            await world.RunAsync(world.There);
            await world.RunAsync(world.Other);
        }
    }
}
