using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations
{
    /// <inheritdoc />
    public partial class RolePermissions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_for_connecting",
                table: "aws_account",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_for_publishing",
                table: "aws_account",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "missing_permission_names",
                table: "aws_account",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "permissions_tried_at",
                table: "aws_account",
                type: "timestamp with time zone",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "is_for_connecting",
                table: "aws_account");

            migrationBuilder.DropColumn(
                name: "is_for_publishing",
                table: "aws_account");

            migrationBuilder.DropColumn(
                name: "missing_permission_names",
                table: "aws_account");

            migrationBuilder.DropColumn(
                name: "permissions_tried_at",
                table: "aws_account");
        }
    }
}
