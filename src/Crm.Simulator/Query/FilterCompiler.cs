using Crm.Simulator.Answers;
using Crm.Simulator.Habits;
using Crm.Simulator.Metadata;

namespace Crm.Simulator.Query;

/// <summary>Makes of an expression something that can be asked of a hundred thousand objects.</summary>
internal sealed class FilterCompiler(Scope scope, HabitSwitches habits)
{
    public static Func<object?[], bool> Compile(Node node, Scope scope, HabitSwitches habits)
    {
        var reading = new FilterCompiler(scope, habits).Read(node);
        return values => reading.Of(values) is true;
    }

    private Reading Read(Node node) => node switch
    {
        Literal literal => new(_ => literal.Value),
        Field field => scope.Find(field.Parts),
        Unary unary => Unary(unary),
        Binary { Operator: "and" or "or" } binary => Joined(binary),
        Binary { Operator: "add" or "sub" or "mul" or "div" or "mod" } binary => Sum(binary),
        Binary binary => Compared(binary),
        Call { Name: "cast", Arguments: [var value, Literal { Value: string type }] } => Cast(value, type),
        Call { Name: "isof", Arguments: [Field field, Literal { Value: string type }] } => IsOf(field, type),
        Call call => Function(call),
        Quantified quantified => Rows(quantified),
        _ => throw ODataFault.Option("$filter"),
    };

    private Reading Unary(Unary unary)
    {
        var operand = Read(unary.Operand).Of;
        return unary.Operator == "not"
            ? new(values => operand(values) is not true)
            : new(values => -(Comparison.AsNumber(operand(values)) ?? throw ODataFault.Option("$filter")));
    }

    private Reading Joined(Binary binary)
    {
        var (left, right) = (Read(binary.Left).Of, Read(binary.Right).Of);
        return binary.Operator == "and"
            ? new(values => left(values) is true && right(values) is true)
            : new(values => left(values) is true || right(values) is true);
    }

    private Reading Sum(Binary binary)
    {
        var (left, right) = (Read(binary.Left).Of, Read(binary.Right).Of);
        return new(values => (Comparison.AsNumber(left(values)), Comparison.AsNumber(right(values))) switch
        {
            ({ } a, { } b) => binary.Operator switch
            {
                "add" => a + b,
                "sub" => a - b,
                "mul" => a * b,
                _ when b == 0 => null,
                "div" => a / b,
                _ => a % b,
            },
            _ => null,
        });
    }

    private Reading Compared(Binary binary)
    {
        var (left, right) = (Read(binary.Left), Read(binary.Right));
        if (binary.Operator is not ("eq" or "ne") && (left.IsLink || right.IsLink) && habits.Is(Habit.KeyOrderFails))
        {
            throw ODataFault.Business("Нельзя сравнивать поля неограниченной длины и поля несовместимых типов.");
        }

        var test = TestOf(binary.Operator);
        if (left.IsComposite || right.IsComposite)
        {
            return left.IsComposite ? Composite(left, right, test) : Composite(right, left, test);
        }

        return new(values => Comparison.Of(left.Of(values), right.Of(values)) is { } order ? test(order) : throw ODataFault.Option("$filter"));
    }

    // A value of several types equals a reference only when that is cast to a type; plain guid'…' finds nothing, in some bases it fails.
    private Reading Composite(Reading composite, Reading other, Func<int, bool> test)
    {
        var type = composite.Property!.TypeIndex;
        var failing = habits.Is(Habit.CompositeFails);
        return new(values => other.Of(values) switch
        {
            Reference reference => test(
                composite.Of(values) is string text && Guid.TryParse(text, out var key) && key == reference.Key
                && values[type] as string == reference.Type ? 0 : 1),
            Guid when failing => throw ODataFault.Business("Нельзя сравнивать поля неограниченной длины и поля несовместимых типов."),
            Guid => false,
            var value => Comparison.Of(composite.Of(values), value) is { } order && test(order),
        });
    }

    private static Func<int, bool> TestOf(string name) => name switch
    {
        "eq" => order => order == 0,
        "ne" => order => order != 0,
        "gt" => order => order > 0,
        "ge" => order => order >= 0,
        "lt" => order => order < 0,
        _ => order => order <= 0,
    };

    private Reading Cast(Node value, string type)
    {
        var name = Full(type);
        return value is Literal { Value: Guid key } ? new(_ => new Reference(name, key)) : Read(value);
    }

    private Reading IsOf(Field field, string type)
    {
        var reading = scope.Find(field.Parts);
        var name = Full(type);
        return reading is { IsComposite: true, IsOwn: true }
            ? new(values => values[reading.Property!.TypeIndex] as string == name)
            : throw ODataFault.Option("$filter");
    }

    private Reading Function(Call call)
    {
        var arguments = call.Arguments.Select(argument => Read(argument).Of).ToArray();
        var function = Functions.Find(call.Name, arguments.Length);
        return new(values => function([.. arguments.Select(argument => argument(values))]));
    }

    private Reading Rows(Quantified quantified)
    {
        var rows = scope.Rows(quantified.Rows);
        var condition = Compile(quantified.Condition, scope.Inside(rows, quantified.Variable), habits);
        return quantified.IsAll
            ? new(values => RowsOf(rows, values).All(condition))
            : new(values => RowsOf(rows, values).Any(condition));
    }

    private static object?[][] RowsOf(EdmProperty rows, object?[] values) => (object?[][])rows.Of(values);

    private static string Full(string type) => type.StartsWith("StandardODATA.", StringComparison.Ordinal) ? type : "StandardODATA." + type;
}
