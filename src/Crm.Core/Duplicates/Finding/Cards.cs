using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Duplicates.Finding;

/// <param name="Filled">How many of its fields are filled; a right ИНН counts twice.</param>
internal sealed record Card<T>(Guid Id, int Filled, T Value);

/// <summary>Reads what of living rows may tell that they are the same.</summary>
internal sealed class Cards(DbSession db)
{
    public List<Card<Firm>> Firms()
    {
        var contacts = Inner(
            "SELECT c.OwnerId, c.Value FROM CounterpartyContact c JOIN Counterparty t ON t.Id = c.OwnerId WHERE t.ArchivedAt IS NULL", reader => Text(reader, 1));
        var accounts = Inner(
            "SELECT a.OwnerId, a.Number, a.Bic FROM CounterpartyAccount a JOIN Counterparty t ON t.Id = a.OwnerId WHERE t.ArchivedAt IS NULL",
            reader => (Number: Text(reader, 1), Bic: Text(reader, 2)));

        return Living(nameof(Counterparty), "Name, FullName, Kind, Inn, Kpp, Ogrn, Phone, Email", (reader, id) => new Firm(
            Text(reader, 2) ?? "", Text(reader, 3), Text(reader, 4) is { } kind ? Enum.Parse<CounterpartyKind>(kind) : null,
            Text(reader, 5), Text(reader, 6), Text(reader, 7),
            Reachable.Of([Text(reader, 8), Text(reader, 9), .. contacts[id]], accounts[id])))
            .ConvertAll(card => card.Value.InnKey is { } inn && Slip.IsInn(inn) ? card with { Filled = card.Filled + 1 } : card);
    }

    public List<Card<Human>> Humans() => Living(nameof(ContactPerson), "Name, CounterpartyId, Phone, Email", (reader, _) => new Human(
        Text(reader, 2) ?? "", reader.IsDBNull(3) ? null : reader.GetGuid(3), Reachable.Of([Text(reader, 4), Text(reader, 5)], [])));

    public List<Card<Goods>> Goods() => Living(nameof(Item), "Name, Article, Barcode, Kind, UnitId", (reader, _) => new Goods(
        Text(reader, 2) ?? "", Text(reader, 3), Text(reader, 4), Text(reader, 5), reader.IsDBNull(6) ? null : reader.GetGuid(6)));

    private List<Card<T>> Living<T>(string kind, string columns, Func<DbRow, Guid, T> card)
    {
        var filled = string.Join(" + ", KindTable.Of(kind).Columns.Select(column => $"CASE WHEN \"{column.Name}\" IS NULL THEN 0 ELSE 1 END"));
        return db.Query(
            $"SELECT Id, {filled}, {columns} FROM \"{kind}\" WHERE ArchivedAt IS NULL ORDER BY Id",
            reader => Of(reader.GetGuid(0), reader.GetInt32(1), card, reader));
    }

    private static Card<T> Of<T>(Guid id, int filled, Func<DbRow, Guid, T> card, DbRow row) => new(id, filled, card(row, id));

    private ILookup<Guid, T> Inner<T>(string sql, Func<DbRow, T> value) =>
        db.Query(sql, reader => (Owner: reader.GetGuid(0), Value: value(reader))).ToLookup(pair => pair.Owner, pair => pair.Value);

    private static string? Text(DbRow reader, int at) => reader.IsDBNull(at) ? null : reader.GetString(at);
}
