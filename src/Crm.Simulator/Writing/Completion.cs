using Crm.Simulator.Metadata;
using Crm.Simulator.State;

namespace Crm.Simulator.Writing;

/// <summary>What 1C fills in a new object that was not said: key, code or number, date.</summary>
internal sealed class Completion(Books books)
{
    private readonly Numbering _numbers = new(books);

    /// <summary>Call it under the gate.</summary>
    /// <param name="isLoading">Load mode skips what handlers of events do, numbering among it.</param>
    public void Fill(SetShape set, object?[] values, bool isLoading = false)
    {
        if (set.Type.IsReference)
        {
            var place = set.Type.Find("Ref_Key")!.Index;
            values[place] = values[place] is Guid key && key != Guid.Empty ? key : Guid.NewGuid();
            if (!isLoading)
            {
                _numbers.Fill(set, values);
            }
        }

        if (set.Kind == SetKind.Document && set.Type.Find("Date") is { } date && (DateTime)date.Of(values) == DateTime.MinValue)
        {
            values[date.Index] = books.Clock.Now;
        }

        Sections.Own(set.Type, values);
    }
}
