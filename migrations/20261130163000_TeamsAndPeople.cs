using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations
{
    /// <inheritdoc />
    public partial class TeamsAndPeople : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "closed_at",
                table: "team",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "customer_of",
                table: "team",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "team",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "blocked_at",
                table: "person",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "blocked_reason",
                table: "person",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "id",
                table: "person",
                type: "uuid",
                nullable: false,
                defaultValueSql: "gen_random_uuid()");

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "person",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "account_grant",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "invitation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    roles = table.Column<string[]>(type: "text[]", nullable: false),
                    guest = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    made_by_issuer = table.Column<string>(type: "text", nullable: false),
                    made_by_subject = table.Column<string>(type: "text", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    used_by_issuer = table.Column<string>(type: "text", nullable: true),
                    used_by_subject = table.Column<string>(type: "text", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_invitation", x => x.id);
                    table.ForeignKey(
                        name: "FK_invitation_team_team_id",
                        column: x => x.team_id,
                        principalTable: "team",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_team_created_at_id",
                table: "team",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_team_customer_of",
                table: "team",
                column: "customer_of");

            migrationBuilder.CreateIndex(
                name: "IX_person_created_at_id",
                table: "person",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_person_id",
                table: "person",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_invitation_created_at_id",
                table: "invitation",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_invitation_sha256",
                table: "invitation",
                column: "sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_invitation_team_id_created_at_id",
                table: "invitation",
                columns: new[] { "team_id", "created_at", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_team_team_customer_of",
                table: "team",
                column: "customer_of",
                principalTable: "team",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_team_team_customer_of",
                table: "team");

            migrationBuilder.DropTable(
                name: "invitation");

            migrationBuilder.DropIndex(
                name: "IX_team_created_at_id",
                table: "team");

            migrationBuilder.DropIndex(
                name: "IX_team_customer_of",
                table: "team");

            migrationBuilder.DropIndex(
                name: "IX_person_created_at_id",
                table: "person");

            migrationBuilder.DropIndex(
                name: "IX_person_id",
                table: "person");

            migrationBuilder.DropColumn(
                name: "closed_at",
                table: "team");

            migrationBuilder.DropColumn(
                name: "customer_of",
                table: "team");

            migrationBuilder.DropColumn(
                name: "version",
                table: "team");

            migrationBuilder.DropColumn(
                name: "blocked_at",
                table: "person");

            migrationBuilder.DropColumn(
                name: "blocked_reason",
                table: "person");

            migrationBuilder.DropColumn(
                name: "id",
                table: "person");

            migrationBuilder.DropColumn(
                name: "version",
                table: "person");

            migrationBuilder.DropColumn(
                name: "version",
                table: "account_grant");
        }
    }
}
