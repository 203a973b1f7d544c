using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Crm.Simulator.Sessions;

/// <summary>Basic authentication, name and password in UTF-8: a Cyrillic name in windows-1251 is not let in.</summary>
internal sealed class Login(string? user, string? password)
{
    private readonly byte[] _expected = Encoding.UTF8.GetBytes($"{user}:{password}");

    public bool IsLetIn(HttpRequest request) => user is null || IsRight(request.Headers.Authorization.ToString());

    private bool IsRight(string header)
    {
        const string Basic = "Basic ";
        Span<byte> given = new byte[header.Length];
        return header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase)
            && Convert.TryFromBase64String(header[Basic.Length..], given, out var length)
            && CryptographicOperations.FixedTimeEquals(given[..length], _expected);
    }
}
