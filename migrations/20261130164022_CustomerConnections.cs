using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations
{
    /// <inheritdoc />
    public partial class CustomerConnections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_for_customer",
                table: "connection",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "customer_connection",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider_team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer = table.Column<string>(type: "text", nullable: false),
                    external_reference = table.Column<string>(type: "text", nullable: true),
                    justification = table.Column<string>(type: "text", nullable: false),
                    opened_by_issuer = table.Column<string>(type: "text", nullable: false),
                    opened_by_subject = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    account_id = table.Column<string>(type: "text", nullable: true),
                    connection_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customer_connection", x => x.id);
                    table.ForeignKey(
                        name: "FK_customer_connection_connection_connection_id",
                        column: x => x.connection_id,
                        principalTable: "connection",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_customer_connection_endpoint_service_service_id",
                        column: x => x.service_id,
                        principalTable: "endpoint_service",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_customer_connection_team_customer_team_id",
                        column: x => x.customer_team_id,
                        principalTable: "team",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_customer_connection_team_provider_team_id",
                        column: x => x.provider_team_id,
                        principalTable: "team",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_connection_consumer_team_id_external_reference_created_at_id",
                table: "connection",
                columns: new[] { "consumer_team_id", "external_reference", "created_at", "id" },
                filter: "external_reference is not null");

            migrationBuilder.CreateIndex(
                name: "IX_connection_external_reference_created_at_id",
                table: "connection",
                columns: new[] { "external_reference", "created_at", "id" },
                filter: "external_reference is not null");

            migrationBuilder.CreateIndex(
                name: "IX_connection_provider_team_id_external_reference_created_at_id",
                table: "connection",
                columns: new[] { "provider_team_id", "external_reference", "created_at", "id" },
                filter: "external_reference is not null");

            migrationBuilder.CreateIndex(
                name: "IX_customer_connection_connection_id",
                table: "customer_connection",
                column: "connection_id");

            migrationBuilder.CreateIndex(
                name: "IX_customer_connection_customer_team_id",
                table: "customer_connection",
                column: "customer_team_id");

            migrationBuilder.CreateIndex(
                name: "IX_customer_connection_provider_team_id",
                table: "customer_connection",
                column: "provider_team_id");

            migrationBuilder.CreateIndex(
                name: "IX_customer_connection_service_id_created_at_id",
                table: "customer_connection",
                columns: new[] { "service_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_customer_connection_service_id_external_reference_created_a~",
                table: "customer_connection",
                columns: new[] { "service_id", "external_reference", "created_at", "id" },
                filter: "external_reference is not null");

            migrationBuilder.CreateIndex(
                name: "IX_customer_connection_sha256",
                table: "customer_connection",
                column: "sha256",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "customer_connection");

            migrationBuilder.DropIndex(
                name: "IX_connection_consumer_team_id_external_reference_created_at_id",
                table: "connection");

            migrationBuilder.DropIndex(
                name: "IX_connection_external_reference_created_at_id",
                table: "connection");

            migrationBuilder.DropIndex(
                name: "IX_connection_provider_team_id_external_reference_created_at_id",
                table: "connection");

            migrationBuilder.DropColumn(
                name: "is_for_customer",
                table: "connection");
        }
    }
}
