using System.Reflection;
using Crm.Connect;
using Crm.Core.Sync;

namespace Crm.Core.Tests;

public sealed class HouseRulesTests
{
    [Fact]
    public void The_contract_depends_on_nothing_of_ours_and_on_no_database() =>
        Assert.DoesNotContain(References(typeof(IConnector)), name =>
            name.StartsWith("Crm.", StringComparison.Ordinal) || name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal));

    [Fact]
    public void Only_the_hub_knows_the_scheduler_the_web_and_the_command_line() =>
        Assert.DoesNotContain(References(typeof(Corridor)), name =>
            name.StartsWith("Quartz", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            || name.StartsWith("System.CommandLine", StringComparison.Ordinal));

    [Fact]
    public void Thinking_knows_no_database_and_no_clock()
    {
        string[] pure = ["Merge.cs", "Decider.cs", "Statement.cs", "Resolution.cs", "Weigher.cs"];
        var files = Directory.EnumerateFiles(Path.Combine(Source(), "src", "Crm.Core", "Mappings"), "*.cs", SearchOption.AllDirectories)
            .Concat(pure.Select(file => Path.Combine(Source(), "src", "Crm.Core", "Sync", file)));

        Assert.All(files, file =>
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotContain("EntityFrameworkCore", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Sqlite", text, StringComparison.Ordinal);
            Assert.DoesNotContain("TimeProvider", text, StringComparison.Ordinal);
        });
    }

    // The simulator is a peer of the hub, not a part of it: what both know of 1C they know each for itself.
    [Fact]
    public void The_simulator_depends_on_nothing_of_ours() => Assert.DoesNotContain(
        "ProjectReference", File.ReadAllText(Path.Combine(Source(), "src", "Crm.Simulator", "Crm.Simulator.csproj")), StringComparison.Ordinal);

    private static IEnumerable<string> References(Type type) =>
        type.Assembly.GetReferencedAssemblies().Select((AssemblyName name) => name.Name!);

    private static string Source()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Crm.Integration.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
