using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Crm.Core.Storage;

/// <summary>What the code knows of its own schema without building EF's model.</summary>
internal static class Schema
{
    /// <summary>The id of the newest migration.</summary>
    public static string Newest { get; } = typeof(Schema).Assembly.GetTypes()
        .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
        .Max(StringComparer.Ordinal)!;

    /// <summary>All migrations as one script; written by the migration tool, kept equal to it by a test.</summary>
    public static string Script()
    {
        using var stream = typeof(Schema).Assembly.GetManifestResourceStream("Crm.Core.Storage.Schema.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
