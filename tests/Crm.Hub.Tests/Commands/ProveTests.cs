using Crm.Hub.Tests.Kit;
using Crm.Testing.OData;

namespace Crm.Hub.Tests.Commands;

public sealed class ProveTests : IDisposable
{
    private readonly HubInFolder _hub = HubInFolder.WithDemo();

    public ProveTests()
    {
        _hub.Write("m/firms.yaml", """
            mapping: firms
            from: Catalog_Контрагенты
            to: Counterparty
            match: [[Inn, Kpp]]
            fields:
              Name: { from: Description, required: true }
              Inn: { from: ИНН, convert: [inn], owner: theirs }
              Kpp: { from: КПП, convert: [kpp] }
              Comment: Комментарий
            """);
        _hub.Write("appsettings.json", """
            {
              "Hub": {
                "Connections": { "bp": { "Connector": "onec-odata", "Settings": { "Address": "http://127.0.0.1:1/base", "User": "hub" } } },
                "Flows": { "firms": { "Connection": "bp", "Direction": "Both", "Mappings": [ "m" ] } }
              }
            }
            """);
    }

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task A_flow_over_OData_is_proved_against_a_base_with_its_metadata()
    {
        var answer = await _hub.RunAsync("prove", "--flow", "firms", "--metadata", Shapes.Bp, "--schedules", "3", "--json");

        Assert.Equal((ExitCode.Done, 3), (answer.Exit, answer.Json.GetProperty("schedules").GetInt32()));
        Assert.Equal("[{\"kind\":\"Counterparty\",\"fields\":[\"Inn\",\"Kpp\",\"Name\",\"Comment\"]}]", answer.Json.GetProperty("kinds").GetRawText().Replace(" ", "", StringComparison.Ordinal).ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("--metadata", "base.edmx")]
    [InlineData("--flow", "nobody")]
    [InlineData("--flow", "firms", "--metadata", "missing.edmx")]
    public async Task What_cannot_be_proved_is_told_and_not_played(params string[] options)
    {
        var answer = await _hub.RunAsync(["prove", .. options]);

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
    }
}
