using Crm.Core.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Crm.Core.Storage;

/// <summary>
/// The model of the hub's database, from which its migrations are made; the hub itself reads and writes by prepared
/// statements over the same tables.
/// </summary>
public abstract class HubDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<SyncRun> Runs => Set<SyncRun>();

    public DbSet<ReceivedDelivery> Deliveries => Set<ReceivedDelivery>();

    public DbSet<LinkSource> LinkSources => Set<LinkSource>();

    public DbSet<Link> Links => Set<Link>();

    public DbSet<Fingerprint> Fingerprints => Set<Fingerprint>();

    public DbSet<JournalEntry> Journal => Set<JournalEntry>();

    public DbSet<HeldChange> Held => Set<HeldChange>();

    public DbSet<Wait> Waits => Set<Wait>();

    public DbSet<Question> Questions => Set<Question>();

    public DbSet<Lease> Leases => Set<Lease>();

    public DbSet<MappingSnapshot> Mappings => Set<MappingSnapshot>();

    public DbSet<PartnerMembership> PartnerMemberships => Set<PartnerMembership>();

    public DbSet<OutboxItem> Outbox => Set<OutboxItem>();

    public DbSet<KeptParcel> Parcels => Set<KeptParcel>();

    public DbSet<RowMerge> Merges => Set<RowMerge>();

    public DbSet<DistinctPair> DistinctPairs => Set<DistinctPair>();

    public DbSet<FlowMemory> FlowMemories => Set<FlowMemory>();

    public DbSet<ChannelNote> ChannelNotes => Set<ChannelNote>();

    public DbSet<Letter> Letters => Set<Letter>();

    public DbSet<SeenVersion> SeenVersions => Set<SeenVersion>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var kind in EntityKind.All)
        {
            Describe(modelBuilder, KindTable.Of(kind));
        }

        DescribeHistory(modelBuilder);
    }

    private static void Describe(ModelBuilder model, KindTable table)
    {
        var entity = model.Entity(table.Kind!.ClrType);
        entity.ToTable(table.Name).HasKey(nameof(Entity.Id));

        foreach (var (field, rows) in table.Rows)
        {
            var row = model.Entity(table.Kind.Field(field)!.Property.PropertyType.GetGenericArguments()[0]);
            row.ToTable(rows.Name).HasKey(nameof(EntityRow.OwnerId), nameof(EntityRow.No));
            entity.Ignore(table.Kind.Field(field)!.Property.Name);
            DescribeColumns(row, rows);
        }

        DescribeColumns(entity, table);
    }

    private static void DescribeColumns(EntityTypeBuilder entity, KindTable table)
    {
        foreach (var column in table.Columns)
        {
            var property = entity.Property(column.Name);

            switch (column.Field.Type)
            {
                case FieldType.Choice:
                    property.HasConversion<string>();
                    break;
                case FieldType.Money:
                    property.HasConversion(new ValueConverter<decimal, long>(
                        value => Scaled.ToInteger(value, FieldType.Money), stored => Scaled.ToDecimal(stored, FieldType.Money)));
                    break;
                case FieldType.Number:
                    property.HasConversion(new ValueConverter<decimal, long>(
                        value => Scaled.ToInteger(value, FieldType.Number), stored => Scaled.ToDecimal(stored, FieldType.Number)));
                    break;
                case FieldType.Text or FieldType.Boolean or FieldType.Date or FieldType.Link or FieldType.Rows:
                    break;
            }

            if (column.KeyColumn is { } normal)
            {
                entity.Property<string?>(normal);
            }

            if (column.Field.IsKey)
            {
                // What is empty matches nothing; leaving it out keeps the index small.
                var key = column.KeyColumn ?? column.Name;
                entity.HasIndex(key).HasFilter($"\"{key}\" IS NOT NULL");
            }
        }
    }

    private static void DescribeHistory(ModelBuilder model)
    {
        model.Entity<LinkSource>().HasIndex(s => new { s.Connection, s.ExternalKind, s.Kind }).IsUnique();

        // Two runs that meet the same new object must collide here, not create two rows.
        model.Entity<Link>().HasIndex(l => new { l.SourceId, l.ExternalId }).IsUnique();
        model.Entity<Link>().HasIndex(l => l.EntityId);

        model.Entity<Fingerprint>().HasKey(f => new { f.Hash, f.LinkId });
        model.Entity<Fingerprint>().HasIndex(f => f.LinkId);

        model.Entity<ReceivedDelivery>().Property(d => d.State).HasConversion<string>();
        model.Entity<ReceivedDelivery>().HasIndex(d => new { d.Connection, d.ContentHash }).IsUnique();
        model.Entity<ReceivedDelivery>().HasIndex(d => new { d.Connection, d.Number });

        model.Entity<SyncRun>().Property(r => r.Outcome).HasConversion<string>();
        model.Entity<SyncRun>().HasIndex(r => new { r.Flow, r.Id });
        model.Entity<MappingSnapshot>().HasKey(m => new { m.Hash, m.File });

        model.Entity<JournalEntry>().Property(j => j.EntityId);
        model.Entity<JournalEntry>().HasIndex(j => j.EntityId);

        model.Entity<HeldChange>().Property(h => h.State).HasConversion<string>();
        model.Entity<HeldChange>().HasIndex(h => new { h.SourceId, h.ExternalId });

        model.Entity<Wait>().HasIndex(w => new { w.Connection, w.TargetKind, w.TargetId });
        model.Entity<Wait>().HasIndex(w => w.EntityId);

        model.Entity<Question>().Property(q => q.Kind).HasConversion<string>();
        model.Entity<Question>().HasIndex(q => q.Key).IsUnique();

        model.Entity<OutboxItem>().Property(o => o.State).HasConversion<string>();
        model.Entity<OutboxItem>().HasIndex(o => new { o.Connection, o.EntityId }).IsUnique();
        model.Entity<OutboxItem>().HasIndex(o => o.ParcelId);

        model.Entity<KeptParcel>().Property(p => p.State).HasConversion<string>();
        model.Entity<KeptParcel>().HasIndex(p => new { p.Connection, p.Number }).IsUnique();

        model.Entity<RowMerge>().HasIndex(m => m.GoneId);
        model.Entity<RowMerge>().HasIndex(m => m.KeptId);
        model.Entity<DistinctPair>().HasKey(p => new { p.Kind, p.OneId, p.OtherId });

        model.Entity<FlowMemory>().HasIndex(m => new { m.Flow, m.ExternalKind }).IsUnique();
        model.Entity<ChannelNote>().HasKey(n => new { n.MemoryId, n.Key });
        model.Entity<SeenVersion>().HasKey(v => new { v.MemoryId, v.ExternalId });

        model.Entity<Lease>().HasKey(l => l.Connection);

        // Two nodes that see the same cause must collide here, not tell it twice.
        model.Entity<Letter>().Property(l => l.Kind).HasConversion<string>();
        model.Entity<Letter>().HasIndex(l => l.Key).IsUnique().HasFilter("\"OverAt\" IS NULL");

        model.Entity<PartnerMembership>().HasIndex(m => m.PartnerId);
        model.Entity<PartnerMembership>().HasIndex(m => m.CounterpartyId);
    }
}
