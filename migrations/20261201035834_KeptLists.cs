using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations
{
    /// <inheritdoc />
    public partial class KeptLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "kept_list",
                columns: table => new
                {
                    issuer = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    list = table.Column<string>(type: "text", nullable: false),
                    sort = table.Column<string>(type: "text", nullable: true),
                    columns = table.Column<string>(type: "text", nullable: true),
                    density = table.Column<string>(type: "text", nullable: true),
                    filters = table.Column<string>(type: "text", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kept_list", x => new { x.issuer, x.subject, x.list });
                });

            migrationBuilder.CreateIndex(
                name: "IX_connection_consumer_team_id_ends_at_id",
                table: "connection",
                columns: new[] { "consumer_team_id", "ends_at", "id" },
                filter: "ends_at is not null");

            migrationBuilder.CreateIndex(
                name: "IX_connection_ends_at_id",
                table: "connection",
                columns: new[] { "ends_at", "id" },
                filter: "ends_at is not null");

            migrationBuilder.CreateIndex(
                name: "IX_connection_provider_team_id_ends_at_id",
                table: "connection",
                columns: new[] { "provider_team_id", "ends_at", "id" },
                filter: "ends_at is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "kept_list");

            migrationBuilder.DropIndex(
                name: "IX_connection_consumer_team_id_ends_at_id",
                table: "connection");

            migrationBuilder.DropIndex(
                name: "IX_connection_ends_at_id",
                table: "connection");

            migrationBuilder.DropIndex(
                name: "IX_connection_provider_team_id_ends_at_id",
                table: "connection");
        }
    }
}
