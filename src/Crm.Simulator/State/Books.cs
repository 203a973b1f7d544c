using Crm.Simulator.Exchange;
using Crm.Simulator.Metadata;

namespace Crm.Simulator.State;

/// <summary>Everything that the base holds. Every write goes through here: it gets a version and is registered for the nodes of exchange.</summary>
internal sealed class Books
{
    private readonly Dictionary<string, Table> _tables;
    private long _version;

    public Books(EdmModel model, Lengths lengths, WallClock clock)
    {
        (Model, Lengths, Clock) = (model, lengths, clock);
        _tables = model.Sets.Where(set => !set.IsView).ToDictionary(set => set.Name, set => new Table(set), StringComparer.Ordinal);
        Registrations = new Registrations(this);
        Views = new RowViews(this);
    }

    public EdmModel Model { get; }

    public Lengths Lengths { get; }

    public WallClock Clock { get; }

    /// <summary>Held by whoever writes, and by whoever looks something up.</summary>
    public Lock Gate { get; } = new();

    public Registrations Registrations { get; }

    public RowViews Views { get; }

    /// <summary>Hears of every write: the object, or its set and key when it is gone.</summary>
    public event Action<SetShape, string, Item?>? Written;

    public Table Of(SetShape set) => _tables[set.Name];

    public Table? Find(string set) => _tables.GetValueOrDefault(set);

    public Item? Find(SetShape set, string key)
    {
        lock (Gate)
        {
            return Of(set).Find(key);
        }
    }

    /// <summary>All objects of a set as they stand now; of a section or the records of a register, row by row.</summary>
    public Item[] All(SetShape set)
    {
        lock (Gate)
        {
            return set.IsView ? Views.Of(set) : Of(set).All();
        }
    }

    /// <summary>Puts the values in place of what stands under their key.</summary>
    public Item Put(SetShape set, object?[] values, bool isHidden = false)
    {
        lock (Gate)
        {
            var version = ++_version;
            if (set.Type.Find("DataVersion") is { } field)
            {
                values[field.Index] = Item.DataVersion(version);
            }

            var item = new Item(set, Keys.Of(set.Type, values), values, version, isHidden);
            Place(item);
            Registrations.Add(set, item.Key);
            Written?.Invoke(set, item.Key, item);
            return item;
        }
    }

    public bool Remove(SetShape set, string key)
    {
        lock (Gate)
        {
            if (!Of(set).Remove(key))
            {
                return false;
            }

            Views.Forget(set);
            Registrations.Add(set, key);
            Written?.Invoke(set, key, null);
            return true;
        }
    }

    /// <summary>Puts another in place of an object without a new version: nothing of its values changes.</summary>
    public void Replace(Item item)
    {
        lock (Gate)
        {
            Place(item);
            Written?.Invoke(item.Set, item.Key, item);
        }
    }

    /// <summary>Lays an object where it lay before, with the version it had.</summary>
    public void Restore(Item item)
    {
        lock (Gate)
        {
            _version = Math.Max(_version, item.Version);
            Place(item);
        }
    }

    private void Place(Item item)
    {
        Of(item.Set).Put(item);
        Views.Forget(item.Set);
    }
}
