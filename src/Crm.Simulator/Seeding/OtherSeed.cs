using Crm.Simulator.Metadata;
using Crm.Simulator.State;
using Crm.Simulator.Writing;

namespace Crm.Simulator.Seeding;

/// <summary>A few elements in every catalogue that nothing else filled, so that no metadata gives an empty base.</summary>
internal sealed class OtherSeed(Books books, Author author, Dice dice)
{
    private const int Elements = 3;

    public void Write()
    {
        foreach (var set in books.Model.Sets.Where(set => set is { Kind: SetKind.Catalog, IsView: false, Type.IsReference: true } && books.Of(set).Count == 0))
        {
            for (var number = 1; number <= Elements; number++)
            {
                var name = $"{set.ShortName} {number}";
                author.Put(set.Name, ("Ref_Key", dice.Key()), ("Description", name), ("НаименованиеПолное", name));
            }
        }
    }
}
