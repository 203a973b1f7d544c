using Npgsql;

namespace Crm.Core.Storage;

/// <summary>Where the database of a hub is.</summary>
public abstract record DatabasePlace
{
    private DatabasePlace()
    {
    }

    /// <summary>How people are told of it; without a password.</summary>
    public abstract string Shown { get; }

    public sealed override string ToString() => Shown;

    public sealed record SqliteFile(string File) : DatabasePlace
    {
        public override string Shown => File;
    }

    /// <param name="ConnectionString">As Npgsql takes it.</param>
    public sealed record PostgresServer(string ConnectionString) : DatabasePlace
    {
        public override string Shown { get; } = Name(new NpgsqlConnectionStringBuilder(ConnectionString));

        private static string Name(NpgsqlConnectionStringBuilder parts) => $"PostgreSQL {parts.Host}:{parts.Port}/{parts.Database ?? parts.Username}";
    }
}
