using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations
{
    /// <inheritdoc />
    public partial class ConnectionStageIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_connection_consumer_team_id_stage_created_at_id",
                table: "connection",
                columns: new[] { "consumer_team_id", "stage", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_connection_provider_team_id_stage_created_at_id",
                table: "connection",
                columns: new[] { "provider_team_id", "stage", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_connection_stage_created_at_id",
                table: "connection",
                columns: new[] { "stage", "created_at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_connection_consumer_team_id_stage_created_at_id",
                table: "connection");

            migrationBuilder.DropIndex(
                name: "IX_connection_provider_team_id_stage_created_at_id",
                table: "connection");

            migrationBuilder.DropIndex(
                name: "IX_connection_stage_created_at_id",
                table: "connection");
        }
    }
}
