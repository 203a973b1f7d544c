using System.Runtime.InteropServices;

namespace Crm.Core.Storage.Sqlite;

/// <summary>Gives memory back that the C library keeps for later.</summary>
internal static class NativeMemory
{
    private static readonly Trim? Glibc = Find();

    private delegate int Trim(nuint keep);

    /// <summary>
    /// The pages of SQLite come and go on whatever thread of the pool a run happens to be on, and glibc keeps what was freed
    /// for each thread apart; over a long run that grows. Does nothing on other systems.
    /// </summary>
    public static void GiveBack() => Glibc?.Invoke(0);

    private static Trim? Find() =>
        OperatingSystem.IsLinux()
        && NativeLibrary.TryLoad("libc.so.6", out var glibc)
        && NativeLibrary.TryGetExport(glibc, "malloc_trim", out var function)
            ? Marshal.GetDelegateForFunctionPointer<Trim>(function)
            : null;
}
