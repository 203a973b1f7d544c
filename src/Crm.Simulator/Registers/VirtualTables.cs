using Crm.Simulator.Answers;
using Crm.Simulator.Habits;
using Crm.Simulator.Http;
using Crm.Simulator.Metadata;
using Crm.Simulator.Query;
using Crm.Simulator.State;

namespace Crm.Simulator.Registers;

/// <summary>Slices, balances and turnovers of registers, as far as the metadata declares them.</summary>
internal sealed class VirtualTables(Books books, HabitSwitches habits)
{
    /// <exception cref="ODataFault">6: the register has no such function.</exception>
    public (EdmType Type, IReadOnlyList<object?[]> Lines) Ask(SetShape set, Segment function, QueryOptions options)
    {
        if (!set.Functions.TryGetValue(function.Name, out var type) || type is null)
        {
            throw ODataFault.NoMethod(function.Name);
        }

        var arguments = new TableArguments(function, options);
        var records = Records(set, arguments);
        return (type, function.Name switch
        {
            "SliceLast" => Slices.Of(records, set, type, arguments, isLast: true),
            "SliceFirst" => Slices.Of(records, set, type, arguments, isLast: false),
            "Balance" when set.Kind == SetKind.AccountingRegister => new AccountTotals(type).Balance(records, arguments.Period),
            "Balance" => new Totals(type, arguments.Dimensions).Balance(records, arguments.Period),
            "Turnovers" => new Totals(type, arguments.Dimensions).Turnovers(records, arguments.StartPeriod, arguments.EndPeriod),
            "BalanceAndTurnovers" => new Totals(type, arguments.Dimensions).BalanceAndTurnovers(records, arguments.StartPeriod, arguments.EndPeriod),
            _ => throw ODataFault.NoMethod(function.Name),
        });
    }

    private IEnumerable<Item> Records(SetShape set, TableArguments arguments)
    {
        var records = books.Model.Find(set.Name + "_RecordType") is { } view ? view : set;
        var found = books.All(records).Where(record => record.Set.Type.Find("Active") is null || record.Is("Active"));
        if (arguments.Condition is not { Length: > 0 } condition)
        {
            return found;
        }

        var test = FilterCompiler.Compile(FilterParser.Parse(condition), new Scope(books, records.Type), habits);
        return found.Where(record => test(record.Values));
    }
}
