using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations
{
    /// <inheritdoc />
    public partial class Differences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "difference_decisions",
                table: "endpoint_service",
                type: "jsonb",
                nullable: false,
                defaultValue: "{\"all\":[]}");

            migrationBuilder.AddColumn<string>(
                name: "difference_decisions",
                table: "connection",
                type: "jsonb",
                nullable: false,
                defaultValue: "{\"all\":[]}");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "difference_decisions",
                table: "endpoint_service");

            migrationBuilder.DropColumn(
                name: "difference_decisions",
                table: "connection");
        }
    }
}
