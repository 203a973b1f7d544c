using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Commands;
using Crm.Hub.Settings;

namespace Crm.Hub.Keeping;

/// <summary>A file of the data directory that is held while something is done that two may not do at once.</summary>
internal static class OneAtATime
{
    /// <exception cref="ProblemException">Somebody else does it: what is to be said then. Or nobody can, for want of rights.</exception>
    public static FileStream Hold(string file, Words busy)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            return HeldFile.TryHold(file) ?? throw new ProblemException(Problem.Usage(busy.Ru, busy.En));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ProblemException(Problem.Usage(
                $"Нет прав на файл {file}: {e.Message} Проверьте, от чьего имени работает хаб, и права на папку данных.",
                $"There are no rights to the file {file}: {e.Message} See on whose behalf the hub works, and look at the rights on the data directory."));
        }
    }
}
