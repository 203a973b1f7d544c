using Crm.Simulator.Metadata;
using Crm.Simulator.State;
using Crm.Simulator.Writing;

namespace Crm.Simulator.Registers;

/// <summary>Keeps the registers with what is posted. Works under the gate of the books.</summary>
internal sealed class Bookkeeping(Books books, Author author)
{
    private static readonly string[] Works = ["Услуга", "Работа"];

    private readonly Statuses _statuses = new(books, author);
    private readonly List<SetShape> _registers = [.. books.Model.Sets.Where(set => set.RecordSet is not null && !set.IsView)];

    /// <summary>Writes the records of documents anew, and what is concluded from them.</summary>
    public void Post(params IReadOnlyCollection<Item> documents)
    {
        foreach (var document in documents)
        {
            Clear(document);
            Write(document);
        }

        _statuses.After(documents);
    }

    /// <summary>
    /// Takes the records of a document away. What was concluded from them stays: unposting a payment does not make an invoice
    /// unpaid again in 1C either.
    /// </summary>
    public void Clear(Item document)
    {
        if (document.Set.Kind != SetKind.Document)
        {
            return;
        }

        foreach (var register in _registers)
        {
            var key = KeyOf(register, document);
            if (books.Of(register).Find(Keys.Of(register.Type, key)) is { } written)
            {
                books.Remove(register, written.Key);
            }
        }
    }

    private void Write(Item document)
    {
        foreach (var movements in Movements.Of(document).Where(movement => !IsStockOfWork(movement)).GroupBy(movement => movement.Register, StringComparer.Ordinal))
        {
            if (books.Model.Find(movements.Key) is { RecordSet: { } records } register)
            {
                Write(register, records, document, [.. movements]);
            }
        }
    }

    private void Write(SetShape register, EdmProperty records, Item document, IReadOnlyList<Movement> movements)
    {
        var values = KeyOf(register, document);
        values[records.Index] = movements.Select((movement, at) => Author.Values(
            records.RowType!,
            [.. movement.Fields, ("Period", document["Date"]), ("LineNumber", (long)at + 1), ("Active", true)])).ToArray();
        Sections.Own(register.Type, values);
        books.Put(register, values);
    }

    // What is done and not carried lies in no warehouse.
    private bool IsStockOfWork(Movement movement) => movement.Register is Movements.StockUt or Movements.StockUnf
        && movement.Fields.FirstOrDefault(field => field.Name == "Номенклатура_Key").Value is Guid key
        && Works.Contains(books.Find("Catalog_Номенклатура")?.Find(Keys.Of(key))?.Text("ТипНоменклатуры"));

    // A register of one kind of documents has Recorder_Key, one of several Recorder with its type.
    private static object?[] KeyOf(SetShape register, Item document) => Author.Values(register.Type, [("Recorder", document.Link)]);
}
