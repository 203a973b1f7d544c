using System.Net;
using System.Text;
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
