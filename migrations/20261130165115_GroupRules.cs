using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations
{
    /// <inheritdoc />
    public partial class GroupRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "group_rule",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider = table.Column<string>(type: "text", nullable: false),
                    group = table.Column<string>(type: "text", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    team_roles = table.Column<string[]>(type: "text[]", nullable: false),
                    portal_roles = table.Column<string[]>(type: "text[]", nullable: false),
                    made_by_issuer = table.Column<string>(type: "text", nullable: false),
                    made_by_subject = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_group_rule", x => x.id);
                    table.ForeignKey(
                        name: "FK_group_rule_team_team_id",
                        column: x => x.team_id,
                        principalTable: "team",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "unmapped_group",
                columns: table => new
                {
                    provider = table.Column<string>(type: "text", nullable: false),
                    group = table.Column<string>(type: "text", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unmapped_group", x => new { x.provider, x.group });
                });

            migrationBuilder.CreateIndex(
                name: "IX_group_rule_provider_group",
                table: "group_rule",
                columns: new[] { "provider", "group" });

            migrationBuilder.CreateIndex(
                name: "IX_group_rule_team_id",
                table: "group_rule",
                column: "team_id");

            migrationBuilder.CreateIndex(
                name: "IX_unmapped_group_last_seen_at",
                table: "unmapped_group",
                column: "last_seen_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "group_rule");

            migrationBuilder.DropTable(
                name: "unmapped_group");
        }
    }
}
