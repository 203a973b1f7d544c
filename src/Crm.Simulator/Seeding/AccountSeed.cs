using Crm.Simulator.State;
using Crm.Simulator.Writing;

namespace Crm.Simulator.Seeding;

/// <summary>Accounts on which things stand: in a warehouse, in use, bought to be sold, made.</summary>
internal sealed record AccountSet(Link Stored, Link InUse, Link Bought, Link Made);

/// <summary>Writes the accounts that a configuration brings along.</summary>
internal sealed class AccountSeed(Author author, Dice dice)
{
    private const string Chart = "ChartOfAccounts_Хозрасчетный";

    /// <summary>Null where the base publishes no accounts.</summary>
    public AccountSet? Write() => author.Has(Chart)
        ? new AccountSet(Put("10.09", "Инвентарь"), Put("10.11", "Спецодежда в эксплуатации"), Put("41.01", "Товары на складах"), Put("43", "Готовая продукция"))
        : null;

    private Link Put(string code, string name) => author.Put(Chart, ("Ref_Key", dice.Key()), ("Code", code), ("Description", name)).Link;
}
