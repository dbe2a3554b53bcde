using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations
{
    /// <inheritdoc />
    public partial class TokenScopes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_used_at",
                table: "api_token",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "revoked_at",
                table: "api_token",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "scopes",
                table: "api_token",
                type: "text[]",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "team_id",
                table: "api_token",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_api_token_team_id",
                table: "api_token",
                column: "team_id");

            migrationBuilder.AddForeignKey(
                name: "FK_api_token_team_team_id",
                table: "api_token",
                column: "team_id",
                principalTable: "team",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_api_token_team_team_id",
                table: "api_token");

            migrationBuilder.DropIndex(
                name: "IX_api_token_team_id",
                table: "api_token");

            migrationBuilder.DropColumn(
                name: "last_used_at",
                table: "api_token");

            migrationBuilder.DropColumn(
                name: "revoked_at",
                table: "api_token");

            migrationBuilder.DropColumn(
                name: "scopes",
                table: "api_token");

            migrationBuilder.DropColumn(
                name: "team_id",
                table: "api_token");
        }
    }
}
