namespace Crm.Connectors.OneC.OData.Wire;

/// <summary>The root of a publication.</summary>
internal static class Root
{
    private const string Interface = "odata/standard.odata/";

    /// <summary>The address with the path of the interface, ending with a slash.</summary>
    public static string Of(string address)
    {
        var root = address.Trim().TrimEnd('/') + "/";
        return root.EndsWith("/" + Interface, StringComparison.OrdinalIgnoreCase) ? new Uri(root).AbsoluteUri : new Uri(root + Interface).AbsoluteUri;
    }

    /// <summary>Whether it is an address that may be asked: whole, of the web, and without a password in it.</summary>
    public static bool IsAddress(string address) =>
        Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri is { UserInfo: "", Query: "", Fragment: "" };
}
