using System.Xml.Linq;
using Crm.Connect;
using Crm.Connectors.OneC.Tests.CommerceML.Kit;
using CsCheck;

namespace Crm.Connectors.OneC.Tests.CommerceML;

/// <summary>Well-formed documents in which anything may be missing, empty, doubled or out of place.</summary>
public sealed class OddDocumentsTests
{
    private static readonly string[] OddTexts = ["", " ", "#", "##", "T", "#x", "A#B#C", "-999 999 999,9", "true", "Удален", "Роль", "2026-99-99", new('9', 300), "\n\n", "\u00A0", "Продавец", "Возврат наличных денег"];

    [Fact]
    public void Whatever_is_well_formed_is_told_without_a_crash_and_every_change_has_a_name() =>
        Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, 100_000], Gen.Int[0, 5]).Array[1, 12].Sample(
            edits =>
            {
                var document = XDocument.Load(new StringReader(Told.Everything()), LoadOptions.PreserveWhitespace);
                foreach (var (what, where, how) in edits)
                {
                    Edit(document.Root!, what, where, how);
                }

                Assert.All(Told.By(document.ToString(SaveOptions.DisableFormatting)), change => Assert.False(string.IsNullOrWhiteSpace(change.Ref.Id)));
            },
            iter: 500);

    [Fact]
    public void A_deletion_is_marked_exactly_where_one_is_told() =>
        Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, 100_000], Gen.Int[0, 5]).Array[1, 12].Sample(
            edits =>
            {
                var document = XDocument.Load(new StringReader(Told.Everything()), LoadOptions.PreserveWhitespace);
                foreach (var (what, where, how) in edits)
                {
                    Edit(document.Root!, what, where, how);
                }

                Assert.All(
                    Told.Pieces(document.ToString(SaveOptions.DisableFormatting), piece => (piece.MarksDeletion, Told: piece.Read().Any(change => change is Change.Deleted))),
                    piece => Assert.Equal(piece.Told, piece.MarksDeletion));
            },
            iter: 200);

    private static void Edit(XElement root, int what, int where, int how)
    {
        var all = root.Descendants().ToList();
        var one = all[what % all.Count];
        var other = all[where % all.Count];
        switch (how)
        {
            case 0: one.Remove(); break;
            case 1: one.RemoveAll(); break;
            case 2: one.AddAfterSelf(new XElement(one)); break;
            case 3: other.Add(new XElement(one)); break;
            case 4: one.Value = OddTexts[where % OddTexts.Length]; break;
            default: one.SetAttributeValue(one.GetDefaultNamespace() == XNamespace.None ? "а" : "Статус", OddTexts[where % OddTexts.Length]); break;
        }
    }
}
