using System.Text.Json.Nodes;
using Crm.Simulator.Metadata;
using Crm.Simulator.Registers;
using Crm.Simulator.Sessions;
using Crm.Simulator.Writing;

namespace Crm.Simulator.State;

/// <summary>
/// What the base holds, for whoever plays the accountant: objects are read and written past the interface, its habits and its
/// faults. Every write gives the object a new version and registers it for exchange, as a write in 1C does. A key is the text of
/// a GUID; of a record, the parts of its key in the order of the metadata with | between.
/// </summary>
public sealed class BaseState
{
    private readonly Books _books;
    private readonly Bookkeeping _bookkeeping;
    private readonly Completion _completion;
    private readonly SessionDesk _sessions;
    private readonly ObjectJson _json;

    internal BaseState(Books books, Bookkeeping bookkeeping, Completion completion, SessionDesk sessions)
    {
        (_books, _bookkeeping, _completion, _sessions) = (books, bookkeeping, completion, sessions);
        _json = new ObjectJson(books.Lengths);
    }

    /// <summary>Names of the sets, sections and records of registers included.</summary>
    public IReadOnlyList<string> Sets => [.. _books.Model.Sets.Select(set => set.Name)];

    /// <summary>The time on the wall of 1C's server.</summary>
    public DateTime Now => _books.Clock.Now;

    /// <summary>Sessions that are kept with the habit sessions.</summary>
    public int SessionsKept => _sessions.Count;

    public int Count(string set) => _books.All(Shape(set)).Length;

    /// <summary>All objects of a set with all their properties.</summary>
    public IReadOnlyList<JsonObject> All(string set) => [.. _books.All(Shape(set)).Select(item => ObjectJson.Whole(item.Set.Type, item.Values))];

    /// <returns>Null when there is none.</returns>
    public JsonObject? Find(string set, string key) =>
        _books.Find(Writable(set), key) is { } item ? ObjectJson.Whole(item.Set.Type, item.Values) : null;

    /// <inheritdoc cref="Find(string, string)"/>
    public JsonObject? Find(string set, Guid key) => Find(set, Keys.Of(key));

    /// <summary>Writes fields of the object that their key names, and makes it when there is none. Rows of a section are all replaced.</summary>
    /// <returns>The key.</returns>
    /// <exception cref="SimulatorException">There is no such set or property, or a value is of another type.</exception>
    public string Put(string set, JsonObject fields)
    {
        var shape = Writable(set);
        lock (_books.Gate)
        {
            var values = shape.Type.Blank();
            _json.Into(values, shape.Type, fields);
            if (_books.Of(shape).Find(Keys.Of(shape.Type, values)) is not { } before)
            {
                _completion.Fill(shape, values);
                return _books.Put(shape, values).Key;
            }

            values = (object?[])before.Values.Clone();
            _json.Into(values, shape.Type, fields);
            Sections.Own(shape.Type, values);
            return _books.Put(shape, values, before.IsHidden).Key;
        }
    }

    /// <summary>Removes the object for good, with the records that it made in registers.</summary>
    public bool Delete(string set, string key)
    {
        var shape = Writable(set);
        lock (_books.Gate)
        {
            if (_books.Of(shape).Find(key) is { } item)
            {
                _bookkeeping.Clear(item);
            }

            return _books.Remove(shape, key);
        }
    }

    /// <summary>Posts a document, or takes its posting back.</summary>
    public void Post(string set, string key, bool isPosted = true)
    {
        lock (_books.Gate)
        {
            var item = Existing(set, key);
            var values = (object?[])item.Values.Clone();
            values[item.Set.Type.Find("Posted")?.Index ?? throw No(set)] = isPosted;
            var written = _books.Put(item.Set, values);
            if (isPosted)
            {
                _bookkeeping.Post(written);
            }
            else
            {
                _bookkeeping.Clear(written);
            }
        }
    }

    /// <summary>Hides an object behind rights on rows, or shows it again.</summary>
    public void Hide(string set, string key, bool isHidden = true)
    {
        lock (_books.Gate)
        {
            _books.Replace(Existing(set, key).Hidden(isHidden));
        }
    }

    public void MoveClock(TimeSpan by) => _books.Clock.Move(by);

    /// <summary>Registers an object for a node of exchange although it did not change.</summary>
    public void RegisterChange(string node, string set, string key)
    {
        lock (_books.Gate)
        {
            _books.Registrations.Add(node, Writable(set), key);
        }
    }

    /// <summary>How many objects a node has not confirmed.</summary>
    public int Registered(string node)
    {
        lock (_books.Gate)
        {
            return _books.Registrations.Count(node);
        }
    }

    /// <summary>All kept sessions are lost.</summary>
    public void LoseSessions() => _sessions.LoseAll();

    private Item Existing(string set, string key) => _books.Find(Writable(set), key) ?? throw new SimulatorException(
        $"В {set} нет объекта с ключом {key}.", $"There is no object with the key {key} in {set}.");

    private SetShape Shape(string set) => _books.Model.Find(set) ?? throw No(set);

    private SetShape Writable(string set) => Shape(set) is { IsView: false } shape ? shape : throw new SimulatorException(
        $"{set} — это строки {Shape(set).Owner!.Name}: меняйте их там.", $"{set} are rows of {Shape(set).Owner!.Name}: change them there.");

    private static SimulatorException No(string set) => new($"В метаданных нет набора {set} с таким свойством.", $"The metadata has no such set or property: {set}.");
}
