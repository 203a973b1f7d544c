using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Raw;
using Crm.Connectors.OneC.OData.Wire;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// How rows of an accounting register speak of objects. 1C tells a row for each account, organization and set of dimensions; those of an
/// object that agree in every word that is asked for become one row, their numbers added exactly.
/// </summary>
/// <param name="Chart">The set of its accounts.</param>
/// <param name="Dimensions">The numbered dimensions: under which of them the object stands is a matter of the account.</param>
internal sealed record AccountRows(string Chart, IReadOnlyList<string> Dimensions, IReadOnlyList<string> Words, IReadOnlyList<string> Numbers)
{
    private const string Register = "AccountingRegister_";
    private const string Account = "Account_Key";
    private const string Dimension = "ExtDimension";

    // Sums below this are exact with nine digits after the point; 1C keeps two or three.
    private const decimal Most = 1e18m;

    public static bool AreOf(string register) => register.StartsWith(Register, StringComparison.Ordinal);

    /// <param name="properties">What a row of its table has.</param>
    /// <param name="fields">What is asked for.</param>
    /// <exception cref="ConnectorException">Misconfigured: the accounts are not published, or the rows have no dimensions.</exception>
    public static AccountRows Of(BaseIndex index, string register, IReadOnlyList<Property> properties, IReadOnlyCollection<string> fields)
    {
        var chart = "ChartOfAccounts_" + register[Register.Length..];
        if (index.Find(chart) is null)
        {
            throw Faults.Wrong(chart, "план счетов не опубликован; включите его в состав стандартного интерфейса OData", "the chart of accounts is not published; include it in the standard OData interface");
        }

        var dimensions = properties.Where(property => property.Name.StartsWith(Dimension, StringComparison.Ordinal) && property.Name.EndsWith(Property.TypeSuffix, StringComparison.Ordinal))
            .Select(property => property.Name[..^Property.TypeSuffix.Length]).ToList();
        var asked = properties.Where(property => fields.Contains(property.Name)).ToLookup(IsNumber, property => property.Name);
        return dimensions.Count > 0
            ? new AccountRows(chart, dimensions, [.. asked[false]], [.. asked[true]])
            : throw Faults.Wrong(register, "в строках регистра нет субконто", "rows of the register have no dimensions");
    }

    /// <summary>The object of the target that the row is about; null when it is about none, or of another account.</summary>
    public Guid? Id(ReadOnlySpan<byte> row, string target, IReadOnlySet<Guid> accounts)
    {
        if (!Guid.TryParse(Text(row, Account), out var account) || !accounts.Contains(account))
        {
            return null;
        }

        foreach (var dimension in Dimensions)
        {
            if (Text(row, dimension + Property.TypeSuffix) == OwnNames.Space + target && Guid.TryParse(Text(row, dimension), out var id) && id != Guid.Empty)
            {
                return id;
            }
        }

        return null;
    }

    public IReadOnlyList<ReadOnlyMemory<byte>> Added(IEnumerable<ReadOnlyMemory<byte>> rows) =>
        [.. rows.GroupBy(row => string.Join('\n', Words.Select(word => Value(row, word))), StringComparer.Ordinal).Select(one => Sum([.. one]))];

    private ReadOnlyMemory<byte> Sum(IReadOnlyList<ReadOnlyMemory<byte>> rows)
    {
        var sum = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(sum, RawForm.Writing);
        json.WriteStartObject();
        foreach (var word in Words)
        {
            json.WriteString(word, Value(rows[0], word));
        }

        foreach (var number in Numbers)
        {
            json.WriteNumber(number, rows.Sum(row => Number(row, number)));
        }

        json.WriteEndObject();
        json.Flush();
        return sum.WrittenMemory;
    }

    // An account that keeps no quantities has none.
    private static decimal Number(ReadOnlyMemory<byte> row, string name) => Value(row, name) switch
    {
        null => 0,
        { } text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < Most => number,
        _ => throw Faults.Away(name, "в строке не число, которое можно сложить; ответу 1С нельзя верить", "a row has no number that can be added; the answer of 1C cannot be trusted"),
    };

    private static bool IsNumber(Property property) => property.Type is EdmType.Number or EdmType.Integer or EdmType.Long;

    private static string? Value(ReadOnlyMemory<byte> row, string name) => ObjectLook.Value(row.Span, Encoding.UTF8.GetBytes(name));

    private static string? Text(ReadOnlySpan<byte> row, string name) => ObjectLook.Text(row, Encoding.UTF8.GetBytes(name));
}
