using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crm.Core.Storage;

namespace Crm.Hub.Telling;

/// <summary>Letters as JSON for another program. It is followed nowhere else, and any answer but 2xx means that it did not take the letter.</summary>
internal sealed class WebhookWay(Webhook webhook, HttpClient http) : IWay
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Name => webhook.ToString();

    public IReadOnlyList<Letter> Waiting(LetterStore letters, DateTime after) => letters.Unposted(after);

    public void Left(LetterStore letters, Letter letter, DateTime now) => letters.Posted(letter.Id, now);

    public async Task SendAsync(Letter letter, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new { id = letter.Id, kind = letter.Kind.ToString(), key = letter.Key, subject = letter.Subject, text = letter.Text, at = letter.WrittenAt, over = letter.OverAt }, Options);
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Address) { Content = content };
        if (webhook.Secret is { } secret)
        {
            request.Headers.Add("X-Hub-Signature", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
        }

        using var answer = await http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
    }
}
