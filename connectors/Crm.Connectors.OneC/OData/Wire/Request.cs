using RestSharp;

namespace Crm.Connectors.OneC.OData.Wire;

/// <summary>One request.</summary>
/// <param name="Path">What follows the root, encoded.</param>
/// <param name="Longest">Bytes that the answer may have.</param>
internal sealed record Request(Method Method, string Path, long Longest)
{
    /// <summary>JSON to be written.</summary>
    public string? Body { get; init; }

    /// <summary>The version that we have seen; 1C of most builds does not look at it.</summary>
    public string? Match { get; init; }

    /// <summary>The form of the answer when it is not JSON.</summary>
    public string? Accept { get; init; }
}
