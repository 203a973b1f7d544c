using System.Text.Json;
using Crm.Simulator.Answers;
using Crm.Simulator.Habits;
using Crm.Simulator.Metadata;
using Crm.Simulator.Registers;
using Crm.Simulator.State;

namespace Crm.Simulator.Writing;

/// <summary>Everything that changes objects, whoever asks for it: each verb is whole or was not.</summary>
internal sealed class Desk(Books books, HabitSwitches habits, Bookkeeping bookkeeping, Completion completion)
{
    private readonly ValueReader _values = new(books.Lengths, habits);

    public Item Create(SetShape set, JsonElement body, bool isLoading)
    {
        var values = set.Type.Blank();
        Read(set, values, body);
        lock (books.Gate)
        {
            completion.Fill(set, values, isLoading);
            return books.Of(set).Find(Keys.Of(set.Type, values)) is null ? books.Put(set, values) : throw ODataFault.Exists(set.Name);
        }
    }

    public Item Change(SetShape set, object?[] key, JsonElement body, string? ifMatch, bool isWhole)
    {
        lock (books.Gate)
        {
            var before = books.Of(set).Find(Keys.Of(set.Type, key)) ?? throw ODataFault.NoInstance(set.Name);
            CheckVersion(before, ifMatch);
            var values = isWhole ? set.Type.Blank() : (object?[])before.Values.Clone();
            var said = Read(set, values, body);
            CheckWhole(set, said, isWhole);
            KeepKey(set, before, values);
            CheckMark(before, values);
            return books.Put(set, values, before.IsHidden);
        }
    }

    public void Remove(SetShape set, string key, string? ifMatch)
    {
        lock (books.Gate)
        {
            var item = books.Of(set).Find(key) ?? throw ODataFault.NoInstance(set.Name);
            CheckVersion(item, ifMatch);
            bookkeeping.Clear(item);
            books.Remove(set, key);
        }
    }

    public void Post(SetShape set, string key)
    {
        lock (books.Gate)
        {
            var item = books.Of(set).Find(key) ?? throw ODataFault.NoInstance(set.Name);
            if (item.Is("DeletionMark"))
            {
                throw ODataFault.Business("Помеченный на удаление документ не может быть проведен.");
            }

            if (habits.Is(Habit.PostingFails))
            {
                throw ODataFault.Business($"{{Документ.{set.ShortName}.МодульОбъекта(117)}}: Ошибка при вызове метода контекста (Записать): не заполнены счета учета");
            }

            bookkeeping.Post(Flag(item, isPosted: true));
        }
    }

    public void Unpost(SetShape set, string key)
    {
        lock (books.Gate)
        {
            var item = books.Of(set).Find(key) ?? throw ODataFault.NoInstance(set.Name);
            bookkeeping.Clear(Flag(item, isPosted: false));
        }
    }

    private Item Flag(Item item, bool isPosted)
    {
        var values = (object?[])item.Values.Clone();
        values[item.Set.Type.Find("Posted")!.Index] = isPosted;
        return books.Put(item.Set, values, item.IsHidden);
    }

    private HashSet<string> Read(SetShape set, object?[] values, JsonElement body) => new BodyReader(_values, habits).Into(values, set.Type, body);

    private void CheckVersion(Item item, string? ifMatch)
    {
        var stale = ifMatch is not null and not "*" && ifMatch.Replace("W/", "", StringComparison.Ordinal).Trim('"') != item.Text("DataVersion");
        if (stale && !habits.Is(Habit.IgnoresIfMatch))
        {
            throw ODataFault.Stale();
        }
    }

    private static void CheckWhole(SetShape set, HashSet<string> said, bool isWhole)
    {
        var missing = set.Type.Properties.FirstOrDefault(property =>
            property.Name is not ("DataVersion" or "Ref_Key" or "Predefined" or "PredefinedDataName")
            && property.Kind is not (EdmKind.Stream or EdmKind.Binary) && !said.Contains(property.Name) && !set.Type.Keys.Contains(property.Name));
        if (isWhole && missing is not null)
        {
            throw ODataFault.Missing(missing.Name);
        }
    }

    // Ref_Key in the body of a change is passed over; so are the other parts of keys.
    private static void KeepKey(SetShape set, Item before, object?[] values)
    {
        foreach (var name in set.Type.Keys)
        {
            var at = set.Type.Find(name)!.Index;
            values[at] = before.Values[at];
        }

        Sections.Own(set.Type, values);
    }

    private static void CheckMark(Item before, object?[] values)
    {
        var marks = before.Set.Type.Find("DeletionMark") is { } mark && (bool)mark.Of(values) && !before.Is("DeletionMark");
        if (marks && before.Is("Posted"))
        {
            throw ODataFault.Business("Проведенный документ не может быть помечен на удаление.");
        }
    }
}
