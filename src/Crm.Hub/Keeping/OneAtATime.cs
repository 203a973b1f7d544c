using Crm.Connect;
using Crm.Hub.Commands;
using Crm.Hub.Settings;

namespace Crm.Hub.Keeping;

/// <summary>A file that is held while something is done that two may not do at once; however the process dies, the system lets go of it.</summary>
internal static class OneAtATime
{
    /// <exception cref="ProblemException">Somebody else does it: what is to be said then.</exception>
    public static FileStream Hold(string file, Words busy)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (File.Exists(file))
        {
            throw new ProblemException(Problem.Usage(busy.Ru, busy.En));
        }
    }
}
