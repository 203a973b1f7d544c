using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Core.Storage.Postgres;

/// <summary>
/// The model as it lies in PostgreSQL, and its migrations: its own types, names in small letters, and texts that are compared byte by
/// byte whatever the language of the server.
/// </summary>
public sealed class PostgresContext(DbContextOptions<PostgresContext> options) : HubDbContext(options)
{
    public static PostgresContext Open(string connectionString) =>
        new(new DbContextOptionsBuilder<PostgresContext>().UseNpgsql(connectionString).Options);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            entity.SetTableName(Folded(entity.GetTableName()));
            Fold(entity);
        }
    }

    private static void Fold(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties())
        {
            property.SetColumnName(Folded(property.GetColumnName()));
            if ((property.GetProviderClrType() ?? property.ClrType) == typeof(string) || property.ClrType.IsEnum)
            {
                property.SetCollation("C");
            }
        }

        foreach (var key in entity.GetKeys())
        {
            key.SetName(Folded(key.GetName()));
        }

        foreach (var index in entity.GetIndexes())
        {
            index.SetDatabaseName(Folded(index.GetDatabaseName()));

            // Normal forms of keys are only ever asked for whole, and a name may be longer than a tree takes.
            if (index.Properties is [var one] && one.IsShadowProperty())
            {
                index.SetMethod("hash");
            }

            index.SetFilter(Folded(index.GetFilter())?.Replace("is not null", "IS NOT NULL", StringComparison.Ordinal));
        }
    }

    private static string? Folded(string? name) => name?.ToLowerInvariant();
}

/// <summary>Lets the migration tool build the model without a server.</summary>
public sealed class DesignTimePostgresContext : IDesignTimeDbContextFactory<PostgresContext>
{
    public PostgresContext CreateDbContext(string[] args) => PostgresContext.Open("Host=nowhere");
}
