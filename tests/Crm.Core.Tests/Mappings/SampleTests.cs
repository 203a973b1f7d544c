using Crm.Connect;
using Crm.Core.Mappings;

namespace Crm.Core.Tests.Mappings;

public sealed class SampleTests : IDisposable
{
    private const string Mapping = """
        mapping: a
        from: Контрагент
        to: Counterparty
        fields:
          Name:    { from: Наименование, required: true }
          Inn:     { from: ИНН, convert: [inn] }
          Comment: { from: Реквизиты/Комментарий }
        """;

    private const string Expected = """
        [
          {
            "kind": "Counterparty",
            "id": "c-1",
            "fields": {
              "Name": "Ромашка",
              "Inn": "7707083893"
            }
          },
          {
            "kind": "Counterparty",
            "id": "c-2",
            "rejected": [
              {
                "field": "Name",
                "reason": "обязательное поле пусто; заполните его в исходной базе"
              }
            ]
          },
          {
            "kind": "Counterparty",
            "id": "c-3",
            "deleted": true
          }
        ]

        """;

    private readonly TempBook _temp = new TempBook()
        .With("m/a.yaml", Mapping)
        .With("m/samples/01-a.in.xml", "c-1;Ромашка;7707083893\nc-2;;\nc-3\n");

    [Fact]
    public void A_sample_is_accepted_in_a_form_that_never_varies_and_then_agrees()
    {
        var samples = Samples();

        var written = samples.Accept(Assert.Single(samples.Find()));

        Assert.Equal(Expected, File.ReadAllText(written));
        Assert.Empty(samples.Run());
    }

    [Fact]
    public void A_sample_that_differs_is_told_record_by_record_with_its_line()
    {
        _temp.With("m/samples/01-a.out.json", """
            [
              { "kind": "Counterparty", "id": "c-1",
                "fields": { "Inn": "7707083893", "Name": "Ромашка плюс", "Kpp": "1" } },
              { "kind": "Counterparty", "id": "c-2", "rejected": [ { "field": "Name", "reason": "обязательное поле пусто; заполните его в исходной базе" } ] },
              { "kind": "Counterparty", "id": "c-4", "fields": {} }
            ]
            """);

        Assert.Equal(
            [
                "m/samples/01-a.out.json:2:0: HUB1040: Counterparty/c-1: fields.Name: expected \"Ромашка плюс\", found \"Ромашка\"",
                "m/samples/01-a.out.json:2:0: HUB1040: Counterparty/c-1: fields.Kpp: expected \"1\", nothing was said",
                "m/samples/01-a.out.json:5:0: HUB1040: Counterparty/c-4: there is no such record",
                "m/samples/01-a.out.json:0:0: HUB1040: Counterparty/c-3: an unexpected record {\"kind\":\"Counterparty\",\"id\":\"c-3\",\"deleted\":true}",
            ],
            Samples().Run().Select(lint => lint.ToString()));
    }

    [Theory]
    [InlineData(null, "HUB1041")]
    [InlineData("[ { ", "HUB1041")]
    [InlineData("{}", "HUB1041")]
    public void A_sample_without_a_readable_expectation_is_told(string? expected, string code)
    {
        if (expected is not null)
        {
            _temp.With("m/samples/01-a.out.json", expected);
        }

        Assert.Equal(code, Assert.Single(Samples().Run()).Code);
    }

    [Fact]
    public void A_sample_that_the_connector_cannot_read_is_told_and_the_others_still_run()
    {
        _temp.With("m/samples/00-broken.in.xml", "!").With("m/samples/00-broken.out.json", "[]").With("m/samples/01-a.out.json", Expected);

        var lint = Assert.Single(Samples().Run());

        Assert.Equal(("m/samples/00-broken.out.json", "HUB1041"), (lint.File, lint.Code));
    }

    [Fact]
    public void A_sample_of_the_way_out_is_what_stands_in_the_CRM_and_what_is_said_of_it()
    {
        _temp.With("m/samples/02-b.crm.json", """
            [
              { "kind": "Counterparty", "id": "c-1", "fields": { "Name": "Ромашка", "Inn": "7707083893", "Comment": null } },
              { "kind": "Counterparty", "id": "c-2", "fields": { "Name": "Ромашка", "Inn": "1" } },
              { "kind": "Partner", "id": "p-1", "fields": { "Name": "Ромашка" } }
            ]
            """);
        var samples = new MappingSamples(_temp.LoadBothWays().Book!, _temp.Folder, Read);

        var written = samples.Accept(samples.Find()[1]);

        Assert.Equal(
            """
            [
              {
                "kind": "Контрагент",
                "id": "c-1",
                "fields": {
                  "Наименование": "Ромашка",
                  "ИНН": "7707083893",
                  "Реквизиты": {
                    "Комментарий": null
                  }
                }
              },
              {
                "kind": "Контрагент",
                "id": "c-2",
                "rejected": [
                  {
                    "field": "Inn",
                    "reason": "вернувшись оттуда, это не прочлось бы: «1»: ИНН состоит из 10 или 12 цифр"
                  }
                ]
              },
              {
                "kind": "Partner",
                "id": "p-1",
                "rejected": [
                  {
                    "field": "",
                    "reason": "ни одно сопоставление такую строку не посылает"
                  }
                ]
              }
            ]

            """,
            File.ReadAllText(written));
        Assert.EndsWith("02-b.sent.json", written, StringComparison.Ordinal);
        Assert.Equal("m/samples/01-a.out.json", Assert.Single(samples.Run()).File);
        Assert.Single(Samples().Find());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[{ \"kind\": \"Counterparty\", \"id\": \"1\" }]")]
    [InlineData("[{ \"kind\": \"Firm\", \"id\": \"1\", \"fields\": {} }]")]
    [InlineData("[{ \"kind\": \"Counterparty\", \"id\": \"1\", \"fields\": { \"Nmae\": \"x\" } }]")]
    [InlineData("[{ \"kind\": \"Counterparty\", \"id\": \"1\", \"fields\": { \"Partner\": \"c-1\" } }]")]
    [InlineData("[{ \"kind\": \"Counterparty\", \"id\": \"1\", \"fields\": { \"Name\": 1 } }]")]
    [InlineData("[{ \"kind\": \"Counterparty\", \"id\": null, \"fields\": { \"Name\": \"x\" } }]")]
    [InlineData("[{ \"kind\": \"Invoice\", \"id\": \"1\", \"fields\": { \"Date\": \"2.3.2026\" } }]")]
    [InlineData("[{ \"kind\": \"Invoice\", \"id\": \"1\", \"fields\": { \"Total\": 1e99 } }]")]
    [InlineData("[{ \"kind\": \"Counterparty\", \"id\": \"1\", \"fields\": { \"Name\": \"x\", \"Name\": \"y\" } }]")]
    public void Rows_that_cannot_be_read_are_told(string rows)
    {
        _temp.With("m/samples/01-a.out.json", Expected).With("m/samples/02-b.crm.json", rows).With("m/samples/02-b.sent.json", "[]");

        var lint = Assert.Single(new MappingSamples(_temp.LoadBothWays().Book!, _temp.Folder, Read).Run());

        Assert.Equal(("m/samples/02-b.sent.json", "HUB1041"), (lint.File, lint.Code));
    }

    public void Dispose() => _temp.Dispose();

    private MappingSamples Samples() => new(_temp.Load().Book!, _temp.Folder, Read);

    // Stands for a connector: a line is an object, id;name;inn, and an id alone is a deleted one.
    private static List<Change> Read(string file, Stream bytes)
    {
        using var reader = new StreamReader(bytes);
        var text = reader.ReadToEnd();
        return text == "!"
            ? throw new ConnectorException(Trouble.Malformed, new Words("не читается", "unreadable"))
            : [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, at) => One(line.Split(';'), new Place(file, at + 1)))];
    }

    private static Change One(string[] parts, Place place)
    {
        var its = new ExternalRef("base", "Контрагент", parts[0]);
        return parts.Length == 1
            ? new Change.Deleted(its, place)
            : new Change.Saved(its, Fields.Of(("Наименование", parts[1].Length == 0 ? null : parts[1]), ("ИНН", parts[2].Length == 0 ? null : parts[2])), place);
    }
}
