using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Sync;
using CsCheck;

namespace Crm.Core.Tests.Sync;

public sealed class StatementTests
{
    private static readonly EntityKind Kind = EntityKind.Find(nameof(Counterparty))!;

    private static readonly Gen<(string? Phone, int Day)> Mention =
        Gen.Select(Gen.Int[0, 3].Select(at => new string?[] { "1", "2", "3", null }[at]), Gen.Int[1, 4]);

    [Fact]
    public void Words_that_are_agreed_on_are_no_news() =>
        Assert.Empty(Statement.News(Phone("1"), Agreed.Nothing.With(Phone("1"), null), Kind, null, []));

    [Fact]
    public void Said_to_be_empty_is_news_and_not_said_is_none()
    {
        var agreed = Agreed.Nothing.With(Phone("1"), null);

        Assert.True(Statement.News(Phone(null), agreed, Kind, null, []).Says("Phone"));
        Assert.Empty(Statement.News(Fields.Empty, agreed, Kind, null, []));
    }

    [Fact]
    public void A_mention_never_overrules_what_the_object_said_itself() =>
        Assert.Empty(Statement.News(Phone("2"), Agreed.Nothing.With(Phone("1"), null), Kind, Day(9), []));

    [Fact]
    public void The_objects_own_word_overrules_every_mention() =>
        Assert.Equal("2", Statement.News(Phone("2"), Agreed.Nothing.With(Phone("1"), Day(9)), Kind, null, [])["Phone"]);

    [Fact]
    public void Mentions_end_the_same_in_any_order() => Gen.Select(Mention.List[1, 5], Gen.Int[0, 1000]).Sample((mentions, seed) =>
    {
        var shuffled = mentions.ToArray();
        new Random(seed).Shuffle(shuffled);

        Assert.Equal(After(mentions).Values, After(shuffled).Values);
    });

    [Fact]
    public void A_mention_never_tells_a_list_whole()
    {
        static Fields Contacts(params string[] values) =>
            Fields.Of(("Contacts", new Many(values.Select(value => (object?)Fields.Of(("Type", "Почта"), ("Value", value))))));

        var agreed = Agreed.Nothing.With(Contacts("1", "2"), Day(1));

        Assert.Equal(3, Statement.News(Contacts("2", "3"), agreed, Kind, Day(2), ["Contacts"]).Rows("Contacts").Count);
        Assert.Equal(2, Statement.News(Contacts("2", "3"), agreed, Kind, null, ["Contacts"]).Rows("Contacts").Count);
    }

    [Fact]
    public void A_list_of_ours_is_our_own_word_in_whatever_order_it_comes_back()
    {
        Fields one = Fields.Of(("Type", "Телефон"), ("Value", "1")), other = Fields.Of(("Type", "Телефон"), ("Value", "2"));
        var said = Agreed.Nothing.Saying(Fields.Of(("Contacts", new Many([one, other]))));

        Assert.True(said.IsEcho("Contacts", new Many([other, one])));
        Assert.False(said.IsEcho("Contacts", new Many([other])));
        Assert.False(said.IsEcho("Contacts", new Many([other, other])));
        Assert.Empty(said.With(Fields.Of(("Contacts", new Many([other, one]))), mentionedAt: null).Said);
    }

    [Fact]
    public void An_agreement_survives_being_written_and_read()
    {
        var agreed = Agreed.Nothing
            .With(Fields.Of(("Name", "ООО «Ромашка»"), ("Partner", new LinkRef("Partner", "17")), ("Kpp", null)), null)
            .With(Fields.Of(("Accounts", new Many([Fields.Of(("Number", "1"), ("Bic", "2")), Fields.Of(("Number", "3"), ("Bic", null))]))), Day(3))
            .With(Fields.Of(("Contacts", new Many([Fields.Of(("Type", "1")), Fields.Of(("Value", "2"))]))), null);

        var read = AgreedJson.FromJson(agreed.ToJson(), Kind);

        Assert.Equal(agreed.Values, read.Values);
        Assert.Equal(agreed.MentionedAt, read.MentionedAt);
    }

    private static Agreed After(IEnumerable<(string? Phone, int Day)> mentions)
    {
        var agreed = Agreed.Nothing;
        foreach (var (phone, day) in mentions)
        {
            var said = Phone(phone);
            var news = Statement.News(said, agreed, Kind, Day(day), []);
            agreed = Statement.Restamped(said, news.Count == 0 ? agreed : agreed.With(news, Day(day)), Day(day));
        }

        return agreed;
    }

    private static Fields Phone(string? phone) => Fields.Of(("Phone", phone));

    private static DateTime Day(int day) => new(2026, 1, day, 0, 0, 0, DateTimeKind.Utc);
}
