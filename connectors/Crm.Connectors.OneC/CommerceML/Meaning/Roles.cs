namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>On which side of a deal, or of a payment, somebody stands.</summary>
internal enum Side
{
    Unknown,
    Seller,
    Buyer,
    Payer,
    Payee,
}

internal static class Roles
{
    public static Side Of(string? role) => role switch
    {
        null => Side.Unknown,
        "Продавец" => Side.Seller,
        "Покупатель" => Side.Buyer,
        _ => Folded(role),
    };

    private static Side Folded(string role) => role.Trim().ToLowerInvariant() switch
    {
        "продавец" or "поставщик" or "комитент" or "лицензиар" => Side.Seller,
        "покупатель" or "комиссионер" or "лицензиат" => Side.Buyer,
        "плательщик" => Side.Payer,
        "получатель" => Side.Payee,
        _ => Side.Unknown,
    };

    /// <summary>
    /// Which way money moved, seen from us; null when nothing tells. The word Выплата alone does not: it is written from
    /// the payer's view by some and for incoming payments by others, so the roles decide.
    /// </summary>
    public static string? Direction(bool refund, Side own, Side other)
    {
        var incoming = (own, other) switch
        {
            (Side.Payer, _) => false,
            (Side.Payee, _) => true,
            (Side.Seller, _) => !refund,
            (Side.Buyer, _) => refund,
            (_, Side.Payer) => true,
            (_, Side.Payee) => false,
            (_, Side.Buyer) => !refund,
            (_, Side.Seller) => refund,
            _ => (bool?)null,
        };
        return incoming switch { true => "Входящий", false => "Исходящий", null => null };
    }
}
