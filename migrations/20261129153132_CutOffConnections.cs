using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations
{
    /// <inheritdoc />
    public partial class CutOffConnections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_connection_ends_at",
                table: "connection");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "asked_at",
                table: "connection",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "cut_off_by_provider",
                table: "connection",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "cut_off_reason",
                table: "connection",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "restorable_until",
                table: "connection",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_connection_restorable_until",
                table: "connection",
                column: "restorable_until",
                filter: "restorable_until is not null");

            migrationBuilder.CreateIndex(
                name: "IX_connection_stage_ends_at",
                table: "connection",
                columns: new[] { "stage", "ends_at" },
                filter: "ends_at is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_connection_restorable_until",
                table: "connection");

            migrationBuilder.DropIndex(
                name: "IX_connection_stage_ends_at",
                table: "connection");

            migrationBuilder.DropColumn(
                name: "asked_at",
                table: "connection");

            migrationBuilder.DropColumn(
                name: "cut_off_by_provider",
                table: "connection");

            migrationBuilder.DropColumn(
                name: "cut_off_reason",
                table: "connection");

            migrationBuilder.DropColumn(
                name: "restorable_until",
                table: "connection");

            migrationBuilder.CreateIndex(
                name: "IX_connection_ends_at",
                table: "connection",
                column: "ends_at",
                filter: "ends_at is not null");
        }
    }
}
