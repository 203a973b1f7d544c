using Crm.Core.Storage;
using Crm.Hub.Commands;

namespace Crm.Hub.Reading;

/// <summary>The one row that a person means, or what is wrong with how it was named.</summary>
internal static class OneRow
{
    /// <exception cref="ProblemException">It is not written as KIND/ID.</exception>
    public static RowTarget Parse(string text)
    {
        var (target, problem) = RowTarget.Parse(text);
        return target ?? throw new ProblemException(problem!);
    }

    /// <exception cref="ProblemException">There is none, or there are several.</exception>
    public static Guid Find(DbSession db, RowTarget target) => MeantRow.Of(target.Kind, target.Id, new RowFinder(db), new RowNames(db));
}
