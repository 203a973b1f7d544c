namespace Crm.Connect;

/// <summary>What the mappings of a flow take of one kind of object over there: a channel reads no more than that.</summary>
/// <param name="Kind">As in <see cref="ExternalRef.Kind"/>.</param>
/// <param name="Paths">
/// Every path that a rule, a condition or a choice of rows looks at, segments joined by '/', without predicates; "" stands for
/// the whole object.
/// </param>
/// <param name="Keys">The paths behind each match key whose parts are single paths: what had better be unique over there.</param>
public sealed record WantedKind(string Kind, IReadOnlyList<string> Paths, IReadOnlyList<IReadOnlyList<string>> Keys);
