using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Crm.Core.Storage.Sqlite;

/// <summary>The model as it lies in a SQLite file, and its migrations. Ids are sixteen bytes, most significant first.</summary>
public sealed class SqliteContext(DbContextOptions<SqliteContext> options) : HubDbContext(options)
{
    /// <summary>SQLite, with this hub's way of making tables.</summary>
    public static SqliteContext Open(string connectionString) => new(new DbContextOptionsBuilder<SqliteContext>()
        .UseSqlite(connectionString)
        .ReplaceService<IMigrationsSqlGenerator, HubSqlGenerator>()
        .Options);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            if ((Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(Guid))
            {
                property.SetValueConverter(new ValueConverter<Guid, byte[]>(
                    id => id.ToByteArray(true), bytes => new Guid(bytes, true)));
            }
        }
    }
}

/// <summary>Lets the migration tool build the model without a hub.</summary>
public sealed class DesignTimeSqliteContext : IDesignTimeDbContextFactory<SqliteContext>
{
    public SqliteContext CreateDbContext(string[] args) => SqliteContext.Open("Data Source=:memory:");
}
