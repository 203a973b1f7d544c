using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Crm.Core.Storage;

/// <summary>What the code knows of its own migrations without building EF's model.</summary>
internal static class Schema
{
    /// <summary>The id of the newest migration.</summary>
    public static string Newest { get; } = typeof(Schema).Assembly.GetTypes()
        .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
        .Max(StringComparer.Ordinal)!;
}
