namespace Crm.Hub.Proving;

/// <summary>The process is gone, at this point.</summary>
internal sealed class PowerCutException(string point) : Exception($"the power went at '{point}'");
