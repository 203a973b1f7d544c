using Crm.Core.Storage;
using Crm.Testing;

namespace Crm.Benchmarks;

/// <summary>The PostgreSQL of a benchmark: started by the process that leads it, used by those of the phases.</summary>
internal static class Servers
{
    private const string HubVariable = "BENCHMARK_HUB", RawVariable = "BENCHMARK_RAW";

    /// <summary>Where the hub works.</summary>
    public static DatabasePlace Hub => new DatabasePlace.PostgresServer(Environment.GetEnvironmentVariable(HubVariable)!);

    /// <summary>The connection string of a database for the raw limit.</summary>
    public static string Raw => Environment.GetEnvironmentVariable(RawVariable)!;

    /// <summary>Whether PostgreSQL is installed here.</summary>
    public static bool AreThere => PostgresServer.IsInstalled;

    public static async Task StartAsync()
    {
        var server = await PostgresServer.StartedAsync();
        Environment.SetEnvironmentVariable(HubVariable, await server.NewHubAsync());
        Environment.SetEnvironmentVariable(RawVariable, await server.EmptyAsync());
    }
}
