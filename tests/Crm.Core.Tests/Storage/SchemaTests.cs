using Crm.Core.Storage;
using Crm.Core.Storage.Postgres;
using Crm.Core.Storage.Sqlite;
using Crm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Crm.Core.Tests.Storage;

public sealed class SchemaTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hub-schema-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("Postgres")]
    public void The_model_has_no_change_without_a_migration(string provider)
    {
        using var context = Context(provider);

        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("Postgres")]
    public void The_script_of_a_new_database_is_that_of_the_migrations(string provider)
    {
        using var context = Context(provider);
        var script = context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.NoTransactions);

        Assert.Equal(script.ReplaceLineEndings("\n").Trim(), Schema.Script(provider).ReplaceLineEndings("\n").Trim());
    }

    [Fact]
    public async Task Migrating_step_by_step_makes_the_same_file_as_the_script()
    {
        var (migrated, made) = (Path.Combine(_folder.FullName, "migrated.db"), Path.Combine(_folder.FullName, "made.db"));
        await using (var context = SqliteContext.Open($"Data Source={migrated};Pooling=false"))
        {
            await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(
            await TextsAsync(new DatabasePlace.SqliteFile(made), SqliteSchema), await TextsAsync(new DatabasePlace.SqliteFile(migrated), SqliteSchema));
    }

    [Fact]
    public async Task Migrating_step_by_step_makes_the_same_tables_on_postgres_as_the_script()
    {
        var server = await PostgresServer.StartedAsync();
        var (migrated, made) = (await server.EmptyAsync(), await server.EmptyAsync());
        await using (var context = PostgresContext.Open(migrated))
        {
            await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(
            await TextsAsync(new DatabasePlace.PostgresServer(made), PostgresSchema), await TextsAsync(new DatabasePlace.PostgresServer(migrated), PostgresSchema));
    }

    private const string SqliteSchema = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '%EFMigrations%' ORDER BY name";

    private const string PostgresSchema =
        "SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(collation_name, '') || ' ' || is_identity AS x "
        + "FROM information_schema.columns WHERE table_schema = 'public' UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' "
        + "UNION ALL SELECT prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1";

    private static HubDbContext Context(string provider) =>
        provider == "Sqlite" ? SqliteContext.Open("Data Source=:memory:") : PostgresContext.Open("Host=nowhere");

    private static async Task<List<string>> TextsAsync(DatabasePlace place, string question)
    {
        var database = await HubDatabase.OpenAsync(place, TestContext.Current.CancellationToken);
        using (var db = database.Connect())
        {
            return db.Query(question, row => row.GetString(0));
        }
    }
}
