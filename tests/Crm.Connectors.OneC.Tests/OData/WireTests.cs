using Crm.Connect;
using Crm.Connectors.OneC.OData;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Wire;
using Crm.Connectors.OneC.Tests.OData.Kit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using RestSharp;

namespace Crm.Connectors.OneC.Tests.OData;

public sealed class WireTests
{
    private const string JsonError = """{"odata.error":{"code":"{0}","message":{"lang":"ru","value":"Сбой"}}}""";

    private readonly HurriedClock _clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"odata.error":{"code":"9","message":{"lang":"ru","value":"Нет"}}}""", "9")]
    [InlineData("""{"error":{"code":7,"message":"Нет"}}""", "7")]
    [InlineData("""{"error":"x","odata.error":{"code":"-1","message":{"value":"Нет"}}}""", "-1")]
    [InlineData("""<m:error xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><m:code>9</m:code><m:message>Нет</m:message></m:error>""", "9")]
    [InlineData("<html><body>502</body></html>", null)]
    [InlineData("{broken", null)]
    [InlineData("", null)]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><error>&b;</error>", null)]
    public void The_words_of_1C_are_found_in_whatever_form_they_come(string body, string? code)
    {
        Assert.Equal(code, OneCError.Read(System.Text.Encoding.UTF8.GetBytes(body))?.Code);
    }

    [Fact]
    public async Task A_page_of_HTML_with_200_is_no_answer()
    {
        await using var peer = await OddPeer.OfAsync(200, "<!DOCTYPE html><html></html>");

        Assert.Equal(Outcome.Unknown, (await GetAsync(peer)).Outcome);
    }

    [Fact]
    public async Task A_missing_right_is_not_taken_for_a_wrong_password()
    {
        await using var noRight = await OddPeer.OfAsync(401, Error("20"));
        await using var noPassword = await OddPeer.OfAsync(401, "");

        Assert.Contains("право", Faults.Of(await GetAsync(noRight), "X").Words.Ru, StringComparison.Ordinal);
        Assert.Contains("пароль", Faults.Of(await GetAsync(noPassword), "X").Words.Ru, StringComparison.Ordinal);
        Assert.Single(noRight.Asked);
        Assert.Single(noPassword.Asked);
    }

    [Theory]
    [InlineData(500, "-1", 1)]
    [InlineData(400, "14", 1)]
    [InlineData(404, "8", 1)]
    [InlineData(501, "3", 1)]
    [InlineData(500, "0", 5)]
    [InlineData(503, "0", 5)]
    [InlineData(406, "0", 5)]
    public async Task Reading_is_tried_again_only_where_that_may_help(int status, string code, int times)
    {
        await using var peer = await OddPeer.OfAsync(status, Error(code));

        var answer = await GetAsync(peer);

        Assert.False(answer.IsDone);
        Assert.Equal(times, peer.Asked.Count);
        Assert.Equal(times - 1, _clock.Pauses.Count(pause => pause >= TimeSpan.FromMilliseconds(100)));
    }

    [Fact]
    public async Task Pauses_grow()
    {
        await using var peer = await OddPeer.OfAsync(503, "");

        await GetAsync(peer);

        Assert.True(_clock.Pauses[^1] > _clock.Pauses[0] * 2);
    }

    [Fact]
    public async Task Requests_begin_evenly_and_no_more_than_so_many_a_minute()
    {
        await using var peer = await OddPeer.OfAsync(200, "{}");
        await using var line = new OneCLine(new OneCODataSettings { Address = peer.Address, RequestsPerMinute = 20 }, _clock);

        for (var request = 0; request < 3; request++)
        {
            await line.GetAsync("Catalog_X", 1_000, Ct);
        }

        Assert.Equal([3, 6], _clock.Pauses.Where(pause => pause.TotalSeconds is > 1 and < 10).Select(pause => (int)pause.TotalSeconds));
    }

    [Fact]
    public void What_was_not_asked_in_a_quiet_hour_is_not_made_up_for_at_once()
    {
        var clock = new FakeTimeProvider();
        var pace = new Pace(perMinute: 20, clock);
        Assert.True(pace.WaitAsync(Ct).IsCompleted);
        clock.Advance(TimeSpan.FromHours(1));

        var (first, second) = (pace.WaitAsync(Ct), pace.WaitAsync(Ct));

        Assert.Equal((true, false), (first.IsCompleted, second.IsCompleted));
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.True(second.IsCompleted);
    }

    [Fact]
    public async Task Writing_is_never_tried_again()
    {
        await using var peer = await OddPeer.OfAsync((http, _) =>
        {
            http.Abort();
            return Task.CompletedTask;
        });

        Assert.Equal(Outcome.Unknown, (await WriteAsync(peer)).Outcome);
        Assert.Single(peer.Asked);
    }

    [Fact]
    public async Task A_broken_line_is_tried_again_and_may_mend()
    {
        await using var peer = await OddPeer.OfAsync((http, number) =>
        {
            if (number < 3)
            {
                http.Abort();
                return Task.CompletedTask;
            }

            return http.Response.WriteAsync("{}", Ct);
        });

        Assert.True((await GetAsync(peer)).IsDone);
    }

    [Fact]
    public async Task An_answer_that_never_ends_is_given_up()
    {
        await using var peer = await OddPeer.OfAsync(async (http, _) =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.WriteAsync(new string(' ', 10_000), CancellationToken.None);
            }
        });

        Assert.Equal(Outcome.TooLong, (await GetAsync(peer, longest: 100_000)).Outcome);
    }

    [Fact]
    public async Task A_silent_1C_is_given_up()
    {
        var clock = new FakeTimeProvider();
        var isAsked = new TaskCompletionSource();
        await using var peer = await OddPeer.OfAsync(async (http, _) =>
        {
            isAsked.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        await using var line = new OneCLine(new OneCODataSettings { Address = peer.Address, TimeoutSeconds = 120 }, clock);

        var answer = line.OnceAsync(new Request(Method.Post, "X", 1_000) { Body = "{}" }, null, Ct);
        await isAsked.Task;
        clock.Advance(TimeSpan.FromSeconds(119));
        Assert.False(answer.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(Outcome.Unknown, (await answer).Outcome);
    }

    [Fact]
    public async Task Credentials_follow_no_redirect()
    {
        await using var other = await OddPeer.OfAsync(200, "{}");
        await using var peer = await OddPeer.OfAsync((http, _) =>
        {
            http.Response.Redirect(other.Address, permanent: true);
            return Task.CompletedTask;
        });

        Assert.Equal(Trouble.Misconfigured, Faults.Of(await GetAsync(peer), "X").Trouble);
        Assert.Empty(other.Asked);
    }

    [Fact]
    public async Task Names_and_spaces_are_encoded_as_1C_reads_them_and_the_dollar_is_not()
    {
        await using var peer = await OddPeer.OfAsync(200, """{"value":[]}""");
        var query = new SetQuery("Catalog_Банки") { Filter = "Description eq 'О''Нил + Ко'", Select = "Ref_Key", Top = 5 };

        await GetAsync(peer, query.ToPath());

        var asked = Assert.Single(peer.Asked);
        Assert.Equal(
            "GET /base/odata/standard.odata/Catalog_%D0%91%D0%B0%D0%BD%D0%BA%D0%B8?$format=application/json%3Bodata%3Dnometadata&allowedOnly=true"
            + "&$filter=Description%20eq%20%27%D0%9E%27%27%D0%9D%D0%B8%D0%BB%20%2B%20%D0%9A%D0%BE%27&$select=Ref_Key&$top=5",
            asked);
    }

    [Fact]
    public async Task The_credentials_are_UTF8()
    {
        string? sent = null;
        await using var peer = await OddPeer.OfAsync((http, _) =>
        {
            sent = http.Request.Headers.Authorization;
            return http.Response.WriteAsync("{}", Ct);
        });

        await GetAsync(peer);

        Assert.Equal("Basic " + Convert.ToBase64String("Обмен:пароль"u8), sent);
    }

    [Fact]
    public async Task One_session_is_kept_begun_anew_when_it_is_lost_and_ended()
    {
        var seen = new List<string>();
        await using var peer = await OddPeer.OfAsync((http, number) =>
        {
            seen.Add($"{http.Request.Headers["IBSession"]}{http.Request.Headers.Cookie}");
            http.Response.Headers.SetCookie = $"ibsession=s{number}; Path=/base";
            http.Response.StatusCode = number == 3 ? 400 : 200;
            return http.Response.WriteAsync(number == 3 ? "" : "{}", Ct);
        });
        await using (var line = Line(peer, sessions: true))
        {
            for (var at = 0; at < 3; at++)
            {
                Assert.True((await line.GetAsync("X", 1_000, Ct)).IsDone);
            }
        }

        Assert.Equal(["start", "ibsession=s1", "ibsession=s1", "start", "finishibsession=s4"], seen);
    }

    [Fact]
    public async Task Without_sessions_nothing_is_said_of_them()
    {
        await using var peer = await OddPeer.OfAsync((http, _) =>
        {
            Assert.False(http.Request.Headers.ContainsKey("IBSession") || http.Request.Headers.ContainsKey("Cookie"));
            http.Response.Headers.SetCookie = "ibsession=s; Path=/";
            return http.Response.WriteAsync("{}", Ct);
        });
        await using var line = Line(peer);

        Assert.True((await line.GetAsync("X", 1_000, Ct)).IsDone);
        Assert.True((await line.GetAsync("X", 1_000, Ct)).IsDone);
    }

    [Fact]
    public void What_1C_says_is_shown_without_keys_numbers_and_mail()
    {
        var shown = Sanitised.Of("Поле\n  не найдено: 8b9660f6-6332-11ec-ad72-000c29b45b09, ИНН 7708000018, тел. +7 (495) 000-00-00, ivan@firma.ru, код 44");

        Assert.Equal("Поле не найдено: …, ИНН …, тел. +…, …, код 44", shown);
        Assert.InRange(Sanitised.Of(new string('я', 100_000)).Length, 1, 301);
    }

    [Theory]
    [InlineData("https://server/base", "https://server/base/odata/standard.odata/")]
    [InlineData(" http://server:8314/ib/ ", "http://server:8314/ib/odata/standard.odata/")]
    [InlineData("https://1cfresh.com/a/ea/1/odata/standard.odata", "https://1cfresh.com/a/ea/1/odata/standard.odata/")]
    public void The_interface_is_found_below_the_publication(string address, string root)
    {
        Assert.True(Root.IsAddress(address));
        Assert.Equal(root, Root.Of(address));
    }

    [Theory]
    [InlineData("")]
    [InlineData("server/base")]
    [InlineData("ftp://server/base")]
    [InlineData("https://user:password@server/base")]
    [InlineData("https://server/base?x=1")]
    public void Other_addresses_are_none(string address) => Assert.False(Root.IsAddress(address));

    private static string Error(string code) => JsonError.Replace("{0}", code, StringComparison.Ordinal);

    private OneCLine Line(OddPeer peer, bool sessions = false) =>
        new(new OneCODataSettings { Address = peer.Address, User = "Обмен", Password = "пароль", Sessions = sessions }, _clock);

    private async Task<Answer> GetAsync(OddPeer peer, string path = "X", long longest = 1 << 20)
    {
        await using var line = Line(peer);
        return await line.GetAsync(path, longest, Ct);
    }

    private async Task<Answer> WriteAsync(OddPeer peer)
    {
        await using var line = Line(peer);
        return await line.OnceAsync(new Request(Method.Post, "X", 1 << 20) { Body = "{}" }, null, Ct);
    }
}
