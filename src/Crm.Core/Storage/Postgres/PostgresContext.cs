using System.Linq.Expressions;
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
        LeadWithIds(modelBuilder);

        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            entity.SetTableName(Folded(entity.GetTableName()));
            Fold(entity);
        }
    }

    // The hub asks of one source and a hundred ids. While a table is new the server takes the source for the rarer of the two, and goes
    // through all its rows when an index lets it.
    private static void LeadWithIds(ModelBuilder model)
    {
        Turn<Link>(model, link => new { link.SourceId, link.ExternalId }, link => new { link.ExternalId, link.SourceId });
        Turn<OutboxItem>(model, item => new { item.Connection, item.EntityId }, item => new { item.EntityId, item.Connection });
        model.Entity<SeenVersion>().HasKey(seen => new { seen.ExternalId, seen.MemoryId });
    }

    private static void Turn<T>(ModelBuilder model, Expression<Func<T, object?>> from, Expression<Func<T, object?>> to)
        where T : class
    {
        model.Entity<T>().Metadata.RemoveIndex(model.Entity<T>().HasIndex(from).Metadata);
        model.Entity<T>().HasIndex(to).IsUnique();
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
