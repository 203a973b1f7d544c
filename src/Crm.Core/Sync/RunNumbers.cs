using System.Text.Json;
using System.Text.Json.Serialization;
using Crm.Connect;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>What a run did, in the numbers an operator asks for.</summary>
public sealed class RunNumbers
{
    /// <summary>Deliveries applied to their end.</summary>
    public int Deliveries { get; set; }

    /// <summary>Deliveries whose every byte was taken before; they were only acknowledged.</summary>
    public int DeliveriesKnown { get; set; }

    public int DeliveriesPutAside { get; set; }

    /// <summary>Deliveries left untouched because the connector does not take them.</summary>
    public int DeliveriesRefused { get; set; }

    public int DeliveriesStopped { get; set; }

    public long Bytes { get; set; }

    /// <summary>Pieces read, by what the format calls them.</summary>
    public SortedDictionary<string, long> Read { get; init; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Objects told where all were promised, by their kind over there and the name of the set; also what the next set of that
    /// name is measured by.
    /// </summary>
    public SortedDictionary<string, long> Promised { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Of these, pieces that said nothing new and were not decoded.</summary>
    public long Unchanged { get; set; }

    /// <summary>Objects that no mapping takes, by kind over there.</summary>
    public SortedDictionary<string, long> Untaken { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What became of the objects, by CRM kind.</summary>
    public SortedDictionary<string, KindNumbers> Kinds { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Invoices whose status changed.</summary>
    public long StatusesChanged { get; set; }

    /// <summary>Questions that are new with this run.</summary>
    public long QuestionsAsked { get; set; }

    /// <summary>Whether anything in the CRM changed.</summary>
    public bool ChangedAnything => StatusesChanged > 0 || Kinds.Values.Any(kind => kind.Created + kind.Updated + kind.Archived > 0);

    /// <summary>Whether anything was held back.</summary>
    public bool HeldAnything => Kinds.Values.Any(kind => kind.Rejected + kind.Parked + kind.Asked + kind.FieldsLeftOut > 0);

    /// <summary>As the ledger of runs keeps them.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunNumbersJson.Default.RunNumbers);

    /// <exception cref="JsonException">The text is not what <see cref="ToJson"/> writes.</exception>
    public static RunNumbers Parse(string json) => json == "{}" ? new RunNumbers() : JsonSerializer.Deserialize(json, RunNumbersJson.Default.RunNumbers)!;

    public KindNumbers Of(string kind)
    {
        if (!Kinds.TryGetValue(kind, out var numbers))
        {
            Kinds.Add(kind, numbers = new KindNumbers());
        }

        return numbers;
    }

    /// <summary>Adds what became of the objects of a part of the run.</summary>
    internal void Add(RunNumbers part)
    {
        StatusesChanged += part.StatusesChanged;
        QuestionsAsked += part.QuestionsAsked;

        foreach (var (kind, count) in part.Untaken)
        {
            Untaken[kind] = Untaken.GetValueOrDefault(kind) + count;
        }

        foreach (var (kind, numbers) in part.Kinds)
        {
            Of(kind).Add(numbers);
        }
    }

    /// <summary>Takes back what was counted.</summary>
    internal void Clear()
    {
        StatusesChanged = QuestionsAsked = 0;
        Untaken.Clear();
        Kinds.Clear();
    }

    /// <summary>The name of a promise from night to night.</summary>
    internal static string PromiseOf(FullSet set) => $"{set.Kind}: {set.Name}";

    internal static void Count(SortedDictionary<string, long> counts, string name) =>
        counts[name] = counts.GetValueOrDefault(name) + 1;
}

/// <summary>What became of the objects of one CRM kind.</summary>
public sealed class KindNumbers
{
    public long Created { get; set; }

    public long Updated { get; set; }

    /// <summary>Decoded, and found to say nothing new.</summary>
    public long Kept { get; set; }

    public long Archived { get; set; }

    /// <summary>Objects put in parcels.</summary>
    public long Sent { get; set; }

    /// <summary>Of what was sent in this run or before, what the other side is known to have now.</summary>
    public long Taken { get; set; }

    internal void SetHeld(HeldState state, long count)
    {
        switch (state)
        {
            case HeldState.Rejected:
                Rejected = count;
                break;
            case HeldState.Parked:
                Parked = count;
                break;
            case HeldState.Asked:
                Asked = count;
                break;
            case HeldState.FieldLeftOut:
                FieldsLeftOut = count;
                break;
        }
    }

    internal void Add(KindNumbers part)
    {
        Created += part.Created;
        Updated += part.Updated;
        Kept += part.Kept;
        Archived += part.Archived;
        Sent += part.Sent;
        Taken += part.Taken;
    }

    /// <summary>Held back at the end of the run, whenever that began: could not be translated.</summary>
    public long Rejected { get; set; }

    /// <summary>Held back at the end of the run: waits for an object that is not here yet.</summary>
    public long Parked { get; set; }

    /// <summary>Held back at the end of the run: a person must say which row it is.</summary>
    public long Asked { get; set; }

    /// <summary>Applied, less a field that was wrong; counted at the end of the run.</summary>
    public long FieldsLeftOut { get; set; }
}

/// <summary>Generated, because reflection costs the smallest run a tenth of its time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RunNumbers))]
internal sealed partial class RunNumbersJson : JsonSerializerContext;
