using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Who a document is between: the ids of our own firm and of the other one, where they are named.</summary>
internal sealed record DocumentParties(string? Own, string? Other, Side OwnSide, Side OtherSide)
{
    private const int LastRank = 2;

    /// <summary>Tells every party that the document mentions, and says which is which.</summary>
    public static DocumentParties Tell(Telling telling, Fields document, bool refund, DateTime at)
    {
        var rows = Rows(document);
        var ownSide = Roles.Of(document.Text("Роль"));
        var own = OwnAmong(rows, document.Text("Роль"), refund);
        var ownId = own is not null ? Parties.Mention(telling, "Организация", own, at)
            : document["Организация"] is Fields firm ? Parties.Mention(telling, "Организация", firm, at) : null;

        var (other, otherSide) = TellOthers(telling, rows, own, at);
        return new DocumentParties(ownId, other, ownSide, otherSide);
    }

    private static List<Fields> Rows(Fields document)
    {
        var rows = new List<Fields>();
        foreach (var row in document.Each("Контрагенты", "Контрагент"))
        {
            rows.Add(row);
        }

        foreach (var row in document.Each("Контрагент"))
        {
            rows.Add(row);
        }

        return rows;
    }

    // Sides of the deal first, then those of the payment, then the rest.
    private static (string? Id, Side Side) TellOthers(Telling telling, List<Fields> rows, Fields? own, DateTime at)
    {
        string? id = null;
        Side? side = null;
        for (var rank = 0; rank <= LastRank; rank++)
        {
            foreach (var row in rows)
            {
                if (!ReferenceEquals(row, own) && Rank(SideOf(row)) == rank)
                {
                    side ??= SideOf(row);
                    var told = Parties.Mention(telling, "Контрагент", row, at);
                    id ??= told;
                }
            }
        }

        return (id, side ?? Side.Unknown);
    }

    // The role of the document is that of the firm which wrote the file. A single party is always the other one.
    private static Fields? OwnAmong(List<Fields> rows, string? role, bool refund)
    {
        if (rows.Count < 2)
        {
            return null;
        }

        var side = role is null ? Side.Seller : Roles.Of(role);
        return rows.Find(row => role is not null && string.Equals(row.Text("Роль"), role, StringComparison.OrdinalIgnoreCase))
            ?? rows.Find(row => side != Side.Unknown && SideOf(row) == side)
            ?? rows.Find(row => SideOf(row) == InMoney(side, refund) && SideOf(row) != Side.Unknown);
    }

    // A seller is paid, and pays when he gives money back.
    private static Side InMoney(Side side, bool refund) => (side, refund) switch
    {
        (Side.Seller, false) or (Side.Buyer, true) => Side.Payee,
        (Side.Seller, true) or (Side.Buyer, false) => Side.Payer,
        _ => Side.Unknown,
    };

    private static Side SideOf(Fields party) => Roles.Of(party.Text("Роль"));

    private static int Rank(Side side) => side switch
    {
        Side.Buyer or Side.Seller => 0,
        Side.Payer or Side.Payee => 1,
        _ => LastRank,
    };
}
