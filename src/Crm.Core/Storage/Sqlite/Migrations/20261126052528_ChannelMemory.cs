using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Crm.Core.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ChannelMemory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ChannelNotes",
                columns: table => new
                {
                    MemoryId = table.Column<int>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChannelNotes", x => new { x.MemoryId, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "FlowMemories",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Flow = table.Column<string>(type: "TEXT", nullable: false),
                    ExternalKind = table.Column<string>(type: "TEXT", nullable: false),
                    MappingHash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FlowMemories", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SeenVersions",
                columns: table => new
                {
                    MemoryId = table.Column<int>(type: "INTEGER", nullable: false),
                    ExternalId = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SeenVersions", x => new { x.MemoryId, x.ExternalId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_FlowMemories_Flow_ExternalKind",
                table: "FlowMemories",
                columns: new[] { "Flow", "ExternalKind" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ChannelNotes");

            migrationBuilder.DropTable(
                name: "FlowMemories");

            migrationBuilder.DropTable(
                name: "SeenVersions");
        }
    }
}
