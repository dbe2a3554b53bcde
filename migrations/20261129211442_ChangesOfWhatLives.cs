using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations
{
    /// <inheritdoc />
    public partial class ChangesOfWhatLives : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_review_connection_subject_id",
                table: "review");

            migrationBuilder.AddColumn<string>(
                name: "change",
                table: "review",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "proposal",
                table: "endpoint_service",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "proposal",
                table: "connection",
                type: "jsonb",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "change",
                table: "review");

            migrationBuilder.DropColumn(
                name: "proposal",
                table: "endpoint_service");

            migrationBuilder.DropColumn(
                name: "proposal",
                table: "connection");

            migrationBuilder.AddForeignKey(
                name: "FK_review_connection_subject_id",
                table: "review",
                column: "subject_id",
                principalTable: "connection",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }
    }
}
