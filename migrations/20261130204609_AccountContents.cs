using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations
{
    /// <inheritdoc />
    public partial class AccountContents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("create index ix_connection_account on connection ((spec ->> 'accountId'))");
            migrationBuilder.Sql("create index ix_endpoint_service_account on endpoint_service ((spec ->> 'accountId'))");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop index ix_endpoint_service_account");
            migrationBuilder.Sql("drop index ix_connection_account");
        }
    }
}
