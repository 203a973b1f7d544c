using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Commands;

public sealed class WhyTests
{
    [Fact]
    public async Task A_value_is_explained_by_file_place_mapping_line_and_run_and_earlier_values_follow_newest_first()
    {
        var memory = new MemorySystem();
        using var hub = HubInFolder.WithMemory(new MemoryConnector(memory));
        foreach (var note in new[] { "первая", "вторая", "третья" })
        {
            memory.Save("Клиент", "К-1", ("Имя", "Ромашка ООО"), ("ИНН", "7899005014"), ("Заметка", note));
            memory.Deliver();
            await hub.RunAsync("run");
        }

        var json = (await hub.RunAsync("why", "counterparties/7899005014.Comment", "--json")).Json;
        var text = (await hub.RunAsync("why", "counterparty/Ромашка ООО.Комментарий", "--lang", "en")).Out.ReplaceLineEndings("\n");

        var field = json.GetProperty("fields").EnumerateArray().Single();
        var history = field.GetProperty("history").EnumerateArray().ToList();
        Assert.Equal("третья", field.GetProperty("value").GetString());
        Assert.Equal(["третья", "вторая", "первая"], history.Select(said => said.GetProperty("value").GetString()));
        Assert.Equal(
            "value before decision line person run at delivery formedAt place connection externalKind externalId mapping mappingPlace reason fileGone", Answer.Names(history[0]));
        Assert.Equal(
            ("delivery 3:1", 3L, "mappings/clients.yaml:8", "К-1"),
            (history[0].GetProperty("place").GetString(), history[0].GetProperty("run").GetInt64(), history[0].GetProperty("mappingPlace").GetString(),
                history[0].GetProperty("externalId").GetString()));
        Assert.Contains(
            "Comment: третья\n  said in: delivery 3:1, formed 1970-01-04 03:00 (memory: Клиент К-1)\n  mapping: mappings/clients.yaml:8 (clients)\n"
            + "  run: 3, 2026-03-02 04:30 (changed), line 3 of the journal\nEarlier: вторая\n  said in: delivery 2:1",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Yesterdays_value_is_explained_by_the_mapping_as_it_was_yesterday()
    {
        var memory = new MemorySystem();
        using var hub = HubInFolder.WithMemory(new MemoryConnector(memory));
        memory.Save("Клиент", "1", ("Имя", "Ромашка"));
        memory.Deliver();
        await hub.RunAsync("run");
        hub.Write("mappings/clients.yaml", "mapping: clients\nfrom: Клиент\nto: Counterparty\n# a\n# b\n# c\nfields:\n  Comment: Заметка\n  Name: Имя\n");

        var history = (await hub.RunAsync("why", "counterparties/Ромашка.Name", "--json")).Json.GetProperty("fields")[0].GetProperty("history")[0];

        Assert.Equal("mappings/clients.yaml:6", history.GetProperty("mappingPlace").GetString());
    }

    [Fact]
    public async Task The_status_of_an_invoice_gives_its_reason_in_both_languages()
    {
        using var hub = HubInFolder.WithDemo();
        await hub.RunAsync("run");

        var json = (await hub.RunAsync("why", "invoices/3603.Status", "--json")).Json;
        var ru = await hub.RunAsync("why", "invoices/3603.Статус");

        var said = json.GetProperty("fields")[0].GetProperty("history")[0];
        Assert.Equal(("Paid", "Derive"), (said.GetProperty("value").GetString(), said.GetProperty("decision").GetString()));
        Assert.Contains("1C reports full payment: document НС00-000701", said.GetProperty("reason").GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.EndsWith(", learnt 2026-03-02 04:30)", said.GetProperty("reason").GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.Contains("узнали 2026-03-02 04:30)", ru.Out, StringComparison.Ordinal);
        Assert.Contains("Статус: оплачен", ru.Out, StringComparison.Ordinal);
        Assert.Contains("почему: 1С сообщает о полной оплате: документ НС00-000701", ru.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Earlier_sums_are_exact_numbers_and_a_status_that_changed_keeps_both_reasons()
    {
        using var hub = HubInFolder.WithDemo();
        await hub.RunAsync("run");
        var orders = Directory.EnumerateFiles(hub.Exchange, "orders-*").Single();
        var windows = System.Text.CodePagesEncodingProvider.Instance.GetEncoding(1251)!;
        var text = await File.ReadAllTextAsync(orders, windows);
        await File.WriteAllTextAsync(
            Path.Combine(hub.Exchange, "orders-later.xml"),
            text.Replace("<Сумма>44507.46</Сумма>", "<Сумма>99999.50</Сумма>", StringComparison.Ordinal)
                .Replace("<Значение>НС00-000701</Значение>", "<Значение/>", StringComparison.Ordinal)
                .Replace("2025-11-28", "2025-11-29", StringComparison.Ordinal),
            windows);
        hub.Clock.Advance(TimeSpan.FromDays(1));
        await hub.RunAsync("run");

        var total = (await hub.RunAsync("why", "invoices/3603.Total", "--json")).Json.GetProperty("fields")[0];

        Assert.Equal("99999.50", total.GetProperty("value").GetRawText());
        Assert.Equal(["99999.50", "44507.46"], total.GetProperty("history").EnumerateArray().Select(said => said.GetProperty("value").GetRawText()));
        var status = (await hub.RunAsync("why", "invoices/3603.Status", "--json")).Json.GetProperty("fields")[0].GetProperty("history");
        Assert.True(status.GetArrayLength() > 1);
        Assert.Equal("Paid", status[status.GetArrayLength() - 1].GetProperty("value").GetString());
        Assert.All(status.EnumerateArray(), said => Assert.Equal("ru en", Answer.Names(said.GetProperty("reason"))));
    }

    [Fact]
    public async Task Every_row_of_every_kind_of_the_demo_can_be_explained()
    {
        using var hub = HubInFolder.WithDemo();
        await hub.RunAsync("run");

        foreach (var kind in new[] { "counterparties", "partners", "contacts", "items", "groups", "variants", "invoices", "payments", "shipments", "currencies" })
        {
            var id = (await hub.RunAsync("show", kind, "--limit", "1", "--json")).Json.GetProperty("rows")[0].GetProperty("id").GetString();

            var json = await hub.RunAsync("why", $"{kind}/{id}", "--json");
            var text = await hub.RunAsync("why", $"{kind}/{id}");

            Assert.Equal((ExitCode.Done, ExitCode.Done), (json.Exit, text.Exit));
            Assert.Equal("format verb kind id name archivedAt links merges fields waits held exitCode", Answer.Names(json.Json));
            Assert.Equal(id, json.Json.GetProperty("id").GetString());
        }
    }

    [Fact]
    public async Task A_field_that_was_left_out_says_why_it_is_empty()
    {
        using var hub = HubInFolder.WithDemo();
        await File.WriteAllTextAsync(Path.Combine(hub.Exchange, "one.xml"), """
            <?xml version="1.0" encoding="UTF-8"?>
            <КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_3" ВерсияСхемы="3.1" ДатаФормирования="2026-01-10T10:00:00">
              <Контрагенты>
                <Контрагент>
                  <Ид>bad-kpp</Ид><Наименование>Одуванчик ООО</Наименование><ОфициальноеНаименование>ООО Одуванчик</ОфициальноеНаименование>
                  <ИНН>7899005021</ИНН><КПП>7801010011</КПП>
                </Контрагент>
              </Контрагенты>
            </КоммерческаяИнформация>
            """);
        await hub.RunAsync("run");

        var answer = await hub.RunAsync("why", "counterparties/Одуванчик ООО.КПП");

        Assert.Contains("КПП: пусто", answer.Out, StringComparison.Ordinal);
        Assert.Contains("«7801010011»", answer.Out, StringComparison.Ordinal);
        Assert.Contains("one.xml:4", answer.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("invoices/nothing", "There is no invoices/nothing")]
    [InlineData("invoices/3603.Statsu", "Did you mean 'Status'?")]
    [InlineData("invoices", "write KIND/ID")]
    [InlineData("invoices/", "write KIND/ID")]
    [InlineData("invoises/1", "Did you mean 'invoices'?")]
    [InlineData("prices/1", "fields Prices and Stocks of variants")]
    public async Task A_question_that_cannot_be_answered_says_how_to_ask(string target, string expected)
    {
        using var hub = HubInFolder.WithDemo();
        await hub.RunAsync("check");

        var answer = await hub.RunAsync("why", target, "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains(expected, answer.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_rows_of_one_name_are_offered_by_their_ids()
    {
        var memory = new MemorySystem();
        using var hub = HubInFolder.WithMemory(new MemoryConnector(memory));
        memory.Save("Клиент", "1", ("Имя", "Ромашка"));
        memory.Save("Клиент", "2", ("Имя", "РОМАШКА"));
        memory.Deliver();
        await hub.RunAsync("run");

        var answer = await hub.RunAsync("why", "counterparties/Ромашка", "--lang", "en");
        var byExternalId = await hub.RunAsync("why", "counterparties/2", "--json");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("could be 2: counterparties/", answer.Err, StringComparison.Ordinal);
        Assert.Equal("РОМАШКА", byExternalId.Json.GetProperty("name").GetString());
    }
}
