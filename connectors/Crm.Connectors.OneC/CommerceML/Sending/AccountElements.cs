using System.Text.RegularExpressions;
using System.Xml.Linq;
using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Sending;

/// <summary>РасчетныеСчета of a party. The strict form has only accounts that 1C takes: with a number and a bank that is known by its БИК.</summary>
internal static partial class AccountElements
{
    private const int LettersOfBic = 9;

    public static XElement? Of(Saying saying, Fields party)
    {
        var rows = party.Rows("РасчетныеСчета").Select(row => Account(saying, row)).OfType<XElement>().ToList();
        return rows.Count > 0 || (party.Says("РасчетныеСчета") && !saying.IsStrict) ? new XElement("РасчетныеСчета", rows) : null;
    }

    private static XElement? Account(Saying saying, Fields row)
    {
        var number = saying.Value("НомерСчета", row["НомерСчета"], Number().IsMatch);
        var bic = saying.Value("БИК", row["БИК"], static text => text.Length == LettersOfBic);
        var swift = bic is null || !saying.IsStrict ? saying.Value("SWIFT", row["SWIFT"], static _ => true) : null;
        if (saying.IsStrict && (number is null || (bic ?? swift) is null))
        {
            return null;
        }

        return new XElement(
            "РасчетныйСчет",
            number,
            new XElement(
                "Банк",
                saying.Value("СчетКорреспондентский", row["КоррСчет"], Number().IsMatch),
                saying.Value("Наименование", row["Банк"], static text => text.Length <= Saying.LongestName),
                bic,
                swift));
    }

    [GeneratedRegex("^[0-9]{5}[0-9ABCEHKMPTX][0-9]{14}$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
