using Crm.Connect;
using Crm.Connectors.OneC.OData;
using Crm.Connectors.OneC.Tests.OData.Kit;

namespace Crm.Connectors.OneC.Tests.OData;

public sealed class ConnectorTests
{
    private static readonly OneCODataConnector Connector = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Three_settings_are_enough()
    {
        Assert.Empty(Connector.Validate(new OneCODataSettings { Address = "https://server/base", User = "Обмен", Password = "пароль" }));
    }

    [Fact]
    public void Every_wrong_setting_is_told_at_once()
    {
        var settings = new OneCODataSettings
        {
            Address = "server",
            User = "a:b",
            Changes = (ChangeSource)9,
            Node = "HUB",
            Overlap = -1,
            PageMegabytes = 0,
            Parallel = 3,
            TimeoutSeconds = 0,
            TimeZone = "Mars",
            Post = (Posting)9,
            Metadata = " ",
            Accounts = " , ",
        };

        var keys = Connector.Validate(settings).Select(problem => problem.Key).ToHashSet();

        Assert.Equal(["Accounts", "Address", "Changes", "Metadata", "Overlap", "PageMegabytes", "Parallel", "Post", "TimeZone", "TimeoutSeconds", "User"], keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(ChangeSource.Auto, "X", null, "Node")]
    [InlineData(ChangeSource.Auto, null, "X", "Plan")]
    [InlineData(ChangeSource.Plan, null, null, "Node,Plan")]
    [InlineData(ChangeSource.Dates, "X", "Y", "Changes")]
    [InlineData(ChangeSource.Auto, "X", "Y", "")]
    public void A_plan_needs_a_node_and_a_node_a_plan(ChangeSource changes, string? plan, string? node, string wrong)
    {
        var settings = new OneCODataSettings { Address = "https://server/base", User = "Обмен", Changes = changes, Plan = plan, Node = node };

        Assert.Equal(wrong, string.Join(',', Connector.Validate(settings).Select(problem => problem.Key).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task The_kinds_are_those_of_the_shape_that_was_pinned_and_none_before()
    {
        await using var room = await BaseRoom.OfAsync();
        await using var channel = room.Open();
        Assert.Empty(Connector.KindsOf(room.Connection()));

        var shape = await channel.DescribeAsync(Ct);
        await channel.PinAsync(shape, Ct);

        Assert.False(shape.IsPinned);
        Assert.Equal(shape.Kinds.Select(kind => kind.Name), Connector.KindsOf(room.Connection()).Select(kind => kind.Name));
        Assert.True((await channel.DescribeAsync(Ct)).IsPinned);
        var invoice = shape.Kinds.Single(kind => kind.Name == BaseRoom.Invoices);
        Assert.True(invoice.Accepted);
        Assert.Contains(BaseRoom.Statuses, invoice.SpokenOfBy);
        Assert.Equal([BaseRoom.Parties], invoice.Types["Контрагент_Key"].Targets);
    }

    [Fact]
    public async Task What_a_register_sums_up_is_among_its_fields()
    {
        await using var room = await BaseRoom.OfAsync();
        await using var channel = room.Open();

        var register = (await channel.DescribeAsync(Ct)).Kinds.Single(kind => kind.Name == "AccumulationRegister_ОплатаСчетов");

        Assert.Contains("СуммаTurnover", register.Fields);
        Assert.Contains("Сумма", register.Fields);
    }

    [Fact]
    public async Task A_pinned_description_is_not_fetched_again_while_the_base_publishes_the_same()
    {
        await using var room = await BaseRoom.OfAsync();
        await room.PinnedAsync();
        room.Base.Log.Clear();
        await using var channel = room.Open();

        await channel.CheckAsync(Ct);
        await channel.DescribeAsync(Ct);

        Assert.Equal(0, room.Asked("GET", "$metadata"));
    }

    [Fact]
    public async Task A_wrong_password_is_told_by_the_check()
    {
        await using var room = await BaseRoom.OfAsync();
        room.Settings.Password = "другой";
        await using var channel = room.Open();

        var wrong = await Assert.ThrowsAsync<ConnectorException>(() => channel.CheckAsync(Ct));

        Assert.Equal(Trouble.Misconfigured, wrong.Trouble);
        Assert.DoesNotContain("другой", wrong.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_that_is_away_is_unavailable()
    {
        var room = await BaseRoom.OfAsync();
        await room.Base.DisposeAsync();
        await using var channel = room.Open();

        Assert.Equal(Trouble.Unavailable, (await Assert.ThrowsAsync<ConnectorException>(() => channel.CheckAsync(Ct))).Trouble);
        await room.DisposeAsync();
    }

    [Fact]
    public async Task What_keeps_a_flow_from_what_it_wants_is_found_at_once()
    {
        await using var room = await BaseRoom.OfAsync();
        room.Wants.Add(new WantedKind(BaseRoom.Parties, ["Description", "НетТакого", "КонтактнаяИнформация/НетТакого", "Организация/x"], [["ИНН", "КПП"], ["ИНН"]]));
        room.Want("Catalog_НетТакого", "Description").Want(BaseRoom.Invoices, "Number", "InformationRegister_КурсыВалют/Курс");
        room.Put(BaseRoom.Parties, ("ИНН", "7708000018"), ("КПП", "770801001"));
        room.Put(BaseRoom.Parties, ("ИНН", "7708000018"), ("КПП", "770801002"));
        room.Put(BaseRoom.Parties, ("ИНН", "7708000018"), ("КПП", "770801001"), ("DeletionMark", true));
        await using var channel = room.Open();

        var findings = await channel.ExamineAsync(Ct);

        Assert.Equal(
            [
                (BaseRoom.Parties, "НетТакого", true), (BaseRoom.Parties, "КонтактнаяИнформация/НетТакого", true), (BaseRoom.Parties, "Организация/x", true), (BaseRoom.Parties, "ИНН", false),
                ("Catalog_НетТакого", "", true), (BaseRoom.Invoices, "InformationRegister_КурсыВалют/Курс", true), (BaseRoom.Invoices, "", false),
            ],
            findings.Select(finding => (finding.Kind, string.Join(',', finding.Paths), finding.IsError)));
        Assert.DoesNotContain("7708000018", string.Join(' ', findings.Select(finding => finding.Words.Ru)), StringComparison.Ordinal);
    }
}
