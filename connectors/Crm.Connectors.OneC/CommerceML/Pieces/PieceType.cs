using System.IO.Hashing;
using System.Text;

namespace Crm.Connectors.OneC.CommerceML.Pieces;

/// <summary>What a piece is to the normalisers: the same element means different things in different blocks.</summary>
internal enum PieceForm
{
    Owner,
    Groups,
    Property,
    PriceType,
    Warehouse,
    Unit,
    Goods,
    Offer,
    OfferChange,
    Party,
    Document,
    Container,
    Promise,
}

/// <summary>One sort of piece: its form, what the format calls it, and the seed that keeps equal bytes in different places apart.</summary>
internal sealed class PieceType
{
    // Raised whenever Read() begins to say something else about the same bytes: everything is then read anew.
    private const string Version = "commerceml/1";

    private readonly string _word;

    private PieceType(PieceForm form, string kind, string word)
    {
        Form = form;
        Kind = kind;
        _word = word;
    }

    public PieceForm Form { get; }

    public string Kind { get; }

    /// <summary>The piece that this element is inside of that block and section, or null.</summary>
    public static PieceType? Of(string? block, string? section, string element) => (block, section, element) switch
    {
        (null, _, "Документ") => Document,
        (null, _, "Контейнер") => Container,
        (_, null, "Владелец") => Owner,
        (_, null, "Группы") => Groups,
        ("Контрагенты", null, "Контрагент") => Party,
        (_, "Свойства", "Свойство") => Property,
        (_, "ТипыЦен", "ТипЦены") => Prices,
        (_, "Склады", "Склад") => Warehouse,
        (_, "ЕдиницыИзмерения", "ЕдиницаИзмерения") => Unit,
        (_, "Товары", "Товар") => Goods,
        ("ИзмененияПакетаПредложений", "Предложения", "Предложение") => OfferChange,
        (_, "Предложения", "Предложение") => Offer,
        _ => null,
    };

    /// <summary>The piece that ends a block, and the kind of object of which such a block may promise to hold all; null for other blocks.</summary>
    public static (PieceType Type, string Kind)? PromiseOf(string block) => block switch
    {
        "Каталог" => (WholeCatalogue, "Товар"),
        "ПакетПредложений" => (WholeOffers, "Предложение"),
        "Контрагенты" => (WholeParties, "Контрагент"),
        _ => null,
    };

    /// <summary>Whether the walk goes into this block of the root.</summary>
    public static bool IsBlock(string element) =>
        element is "Классификатор" or "Каталог" or "ПакетПредложений" or "ИзмененияПакетаПредложений" or "Контрагенты";

    /// <summary>Whether the walk goes into this section of a block.</summary>
    public static bool IsSection(string element) =>
        element is "Свойства" or "ТипыЦен" or "Склады" or "ЕдиницыИзмерения" or "Товары" or "Предложения";

    /// <summary>The seed of fingerprints, given what else the reading depends on.</summary>
    public long Seed(string context) => (long)XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{Version}/{_word}/{context}"));

    private static PieceType Document { get; } = new(PieceForm.Document, "Документ", "Документ");

    private static PieceType Container { get; } = new(PieceForm.Container, "Контейнер", "Контейнер");

    private static PieceType Owner { get; } = new(PieceForm.Owner, "Владелец", "Владелец");

    private static PieceType Groups { get; } = new(PieceForm.Groups, "Группы", "Группы");

    private static PieceType Party { get; } = new(PieceForm.Party, "Контрагент", "Контрагент");

    private static PieceType Property { get; } = new(PieceForm.Property, "Свойство", "Свойство");

    private static PieceType Prices { get; } = new(PieceForm.PriceType, "ТипЦены", "ТипЦены");

    private static PieceType Warehouse { get; } = new(PieceForm.Warehouse, "Склад", "Склад");

    private static PieceType Unit { get; } = new(PieceForm.Unit, "ЕдиницаИзмерения", "ЕдиницаИзмерения");

    private static PieceType Goods { get; } = new(PieceForm.Goods, "Товар", "Товар");

    private static PieceType Offer { get; } = new(PieceForm.Offer, "Предложение", "Предложение");

    private static PieceType WholeCatalogue { get; } = new(PieceForm.Promise, "Каталог", "Каталог");

    private static PieceType WholeOffers { get; } = new(PieceForm.Promise, "ПакетПредложений", "ПакетПредложений");

    private static PieceType WholeParties { get; } = new(PieceForm.Promise, "Контрагенты", "Контрагенты");

    private static PieceType OfferChange { get; } = new(PieceForm.OfferChange, "Предложение", "ИзменениеПредложения");
}
