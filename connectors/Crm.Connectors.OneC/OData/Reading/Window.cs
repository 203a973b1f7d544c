using Crm.Connectors.OneC.OData.Query;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>A stretch of time, its beginning in it and its end not.</summary>
internal readonly record struct Window(DateTime From, DateTime To)
{
    /// <summary>Whether it can be cut further: 1C knows whole seconds.</summary>
    public bool CanBeCut => To - From > TimeSpan.FromSeconds(1);

    public string ToFilter(string field) => $"{field} ge {Literal.Moment(From)} and {field} lt {Literal.Moment(To)}";

    /// <summary>The months that cover a stretch.</summary>
    public static IEnumerable<Window> Months(DateTime from, DateTime to)
    {
        for (var at = from; at < to;)
        {
            var next = new DateTime(at.Year, at.Month, 1).AddMonths(1);
            yield return new Window(at, next < to ? next : to);
            at = next;
        }
    }

    /// <summary>A month into days, a day into hours, and so on to seconds.</summary>
    public IEnumerable<Window> Cut()
    {
        var step = Step(To - From);
        for (var at = From; at < To; at += step)
        {
            yield return new Window(at, at + step < To ? at + step : To);
        }
    }

    private static TimeSpan Step(TimeSpan length) => length switch
    {
        { Days: >= 1 } when length > TimeSpan.FromDays(1) => TimeSpan.FromDays(1),
        _ when length > TimeSpan.FromHours(1) => TimeSpan.FromHours(1),
        _ when length > TimeSpan.FromMinutes(1) => TimeSpan.FromMinutes(1),
        _ => TimeSpan.FromSeconds(1),
    };
}
