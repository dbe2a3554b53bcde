using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations
{
    /// <inheritdoc />
    public partial class SeldomWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_work_blocked",
                table: "work",
                column: "id",
                filter: "conditions ? 'blocked'");

            migrationBuilder.CreateIndex(
                name: "IX_work_lease_until",
                table: "work",
                column: "lease_until",
                filter: "lease_until is not null");

            migrationBuilder.CreateIndex(
                name: "IX_operation_last_sent_at",
                table: "operation",
                column: "last_sent_at",
                filter: "outcome = 'Open'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_work_blocked",
                table: "work");

            migrationBuilder.DropIndex(
                name: "IX_work_lease_until",
                table: "work");

            migrationBuilder.DropIndex(
                name: "IX_operation_last_sent_at",
                table: "operation");
        }
    }
}
