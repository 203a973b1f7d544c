using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Crm.Core.Storage;

/// <summary>What the code knows of its own schemas without building EF's model.</summary>
internal static class Schema
{
    /// <summary>The id of the newest migration of a context.</summary>
    public static string NewestOf(Type context) => typeof(Schema).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == context)
        .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
        .Max(StringComparer.Ordinal)!;

    /// <summary>All migrations as one script; written by the migration tool, kept equal to it by a test.</summary>
    public static string Script(string folder)
    {
        using var stream = typeof(Schema).Assembly.GetManifestResourceStream($"Crm.Core.Storage.{folder}.Schema.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
