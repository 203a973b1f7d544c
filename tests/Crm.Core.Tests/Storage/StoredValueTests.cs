using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Storage.Sqlite;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Crm.Core.Tests.Storage;

public sealed class StoredValueTests
{
    [Fact]
    public void Money_comes_back_to_the_last_fraction() => Gen.Long[-9_000_000_000_000_000, 9_000_000_000_000_000].Sample(units =>
    {
        var value = units / 10_000m;
        Assert.Equal(value, Scaled.ToDecimal(Scaled.ToInteger(value, FieldType.Money), FieldType.Money));
    });

    [Fact]
    public void A_fraction_that_does_not_fit_is_refused_and_not_rounded() =>
        Assert.Throws<OverflowException>(() => Scaled.ToInteger(0.00001m, FieldType.Money));

    [Theory]
    [InlineData("  ооо  «Ёлка» ", "ООО «ЕЛКА»")]
    [InlineData("7701234567", "7701234567")]
    [InlineData(" \u00a0 ", null)]
    [InlineData(null, null)]
    public void Keys_are_compared_in_one_form(string? shown, string? key) => Assert.Equal(key, KeyText.Normalise(shown));

    [Fact]
    public async Task The_model_has_no_change_without_a_migration()
    {
        using var hub = await Crm.Testing.TestHub.OpenAsync();
        await using var context = hub.Database.Context();

        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task The_script_of_a_new_database_is_that_of_the_migrations()
    {
        using var hub = await Crm.Testing.TestHub.OpenAsync();
        await using var context = hub.Database.Context();
        var script = context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.NoTransactions);

        Assert.Equal(script.ReplaceLineEndings("\n").Trim(), Schema.Script("Sqlite").ReplaceLineEndings("\n").Trim());
    }

    [Fact]
    public async Task Migrating_step_by_step_makes_the_same_database_as_the_script()
    {
        using var hub = await Crm.Testing.TestHub.OpenAsync();
        var file = Path.Combine(hub.Folder, "migrated.db");
        await using var migrated = SqliteContext.Open($"Data Source={file}");
        await migrated.Database.MigrateAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Tables(hub.Database), Tables(await HubDatabase.OpenAsync(file, TestContext.Current.CancellationToken)));
    }

    private static List<string> Tables(HubDatabase database)
    {
        using var db = database.Connect();
        return db.Query(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '%EFMigrations%' ORDER BY name", row => row.GetString(0));
    }
}
