using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Sending;

/// <summary>On which side of a document each party stands, in the words of the schema.</summary>
internal static class PartyRoles
{
    private static readonly (string One, string Other)[] Pairs =
    [
        ("Продавец", "Покупатель"), ("Комитент", "Комиссионер"), ("Лицензиар", "Лицензиат"), ("Получатель", "Плательщик"),
    ];

    /// <summary>The role of our own firm; we sell unless the document says otherwise.</summary>
    public static string OfOurs(Fields document) =>
        Spoken.Of(document["Роль"]) is { } role && Array.Exists(Pairs, pair => role == pair.One || role == pair.Other) ? role : "Продавец";

    public static string Opposite(string role) => Array.Find(Pairs, pair => pair.One == role) is { Other: { } other }
        ? other
        : Array.Find(Pairs, pair => pair.Other == role).One;
}
