using System.Globalization;
using Crm.Connect;

namespace Crm.Core.Sync;

/// <summary>Room 2. Looks at the whole delivery before a single row is touched. Pure.</summary>
internal static class Weigher
{
    /// <param name="deletions">How many living objects the delivery marks as deleted.</param>
    /// <param name="known">How many objects of the connection the hub knows.</param>
    /// <returns>Why the delivery must not be applied without a person, or null.</returns>
    public static Words? Objection(long deletions, long known, Brakes brakes) =>
        deletions > brakes.HarmlessDeletions && deletions > known * brakes.MaxDeletions
            ? new Words(
                $"Файл помечает на удаление {deletions} объектов из {known} известных: больше допустимой доли {Share(brakes)}. Ничего не применено. Если так и надо, поднимите Brakes:MaxDeletions у потока.",
                $"The delivery marks {deletions} of {known} known objects as deleted, more than the share of {Share(brakes)} allowed. Nothing was applied. If this is right, raise Brakes:MaxDeletions of the flow.")
            : null;

    private static string Share(Brakes brakes) => brakes.MaxDeletions.ToString("P0", CultureInfo.InvariantCulture);
}
