using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crm.Connect;
using Crm.Hub.Secrets;
using CsCheck;

namespace Crm.Hub.Tests.Secrets;

public sealed class KnownSecretsTests
{
    private const string Password = "п@р\"ль <1> +";

    [Fact]
    public void A_value_is_struck_out_however_it_is_written() => Assert.All(
        [
            Password, Uri.EscapeDataString(Password), WebUtility.UrlEncode(Password), WebUtility.HtmlEncode(Password), JsonSerializer.Serialize(Password)[1..^1],
            JsonEncodedText.Encode(Password, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)), Convert.ToBase64String(Encoding.UTF8.GetBytes("hub:" + Password)),
        ],
        form => Assert.Equal("It did not take …, said the server", Known(Password).Hide($"It did not take {form}, said the server")));

    [Theory]
    [InlineData("secret is a part of secretary")]
    [InlineData("secretarylong")]
    [InlineData("ongsecretarysecret")]
    [InlineData("arylong")]
    public void Values_that_are_parts_of_others_or_overlap_leave_nothing(string text)
    {
        string[] values = ["secret", "secretary", "arylong", "ongse"];
        foreach (var order in new[] { values, [.. values.Reverse()] })
        {
            var left = Known(order).Hide(text);

            Assert.DoesNotContain("secret", left, StringComparison.Ordinal);
            Assert.DoesNotContain("ary", left, StringComparison.Ordinal);
            Assert.DoesNotContain("ong", left, StringComparison.Ordinal);
        }
    }

    // Flows begin at once, and each reads the secrets of its base.
    [Fact]
    public void Of_values_that_are_read_at_once_none_is_lost()
    {
        const int flows = 4, values = 200;
        var known = new KnownSecrets();
        using var start = new Barrier(flows);
        var threads = Enumerable.Range(0, flows).Select(flow => new Thread(() =>
        {
            start.SignalAndWait();
            for (var value = 0; value < values; value++)
            {
                known.Add($"s3cret-{flow}-{value}-");
            }
        })).ToList();

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        var all = Enumerable.Range(0, flows).SelectMany(flow => Enumerable.Range(0, values).Select(value => $"s3cret-{flow}-{value}-"));
        Assert.All(all, value => Assert.Equal("…", known.Hide(value)));
    }

    [Fact]
    public void What_holds_no_value_is_said_as_it_is()
    {
        var words = new Words("Нет ответа за 30 с", "No answer in 30 s: aGVsbG8=");

        Assert.Same(words, Known("s3cret-of-the-base", "30", "").Hide(words));
    }

    [Fact]
    public void No_value_is_left_of_any_text() => Gen
        .Select(Gen.String["ab"].Where(value => value.Length >= 4).Array[1, 4], Gen.String["ab "])
        .Sample((values, text) => Assert.All(values, value => Assert.DoesNotContain(value, Known(values).Hide(text), StringComparison.Ordinal)));

    private static KnownSecrets Known(params string[] values)
    {
        var known = new KnownSecrets();
        Array.ForEach(values, known.Add);
        return known;
    }
}
