using Crm.Connect;

namespace Crm.Hub.Telling;

/// <summary>Something that a person should be woken for, as long as it lasts.</summary>
/// <param name="Key">The same while it is the same cause.</param>
internal sealed record Cause(string Key, Words Words);
