using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations
{
    /// <inheritdoc />
    public partial class WorkByScope : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // work.nudged_until stays until a later release: an older version that still runs writes it.
            migrationBuilder.AddColumn<string>(
                name: "account_id",
                table: "work",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<short>(
                name: "priority",
                table: "work",
                type: "smallint",
                nullable: false,
                defaultValue: (short)0);

            migrationBuilder.AddColumn<string>(
                name: "region",
                table: "work",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "work_scope",
                columns: table => new
                {
                    account_id = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    fence = table.Column<long>(type: "bigint", nullable: false),
                    lease_owner = table.Column<string>(type: "text", nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    enqueued_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    resync_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    closed_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_scope", x => new { x.account_id, x.region });
                });

            // Where work is taken that an older version has written down: a self-managed connection's in the service's account, into which alone the portal can look.
            migrationBuilder.Sql("""
                create function fill_work_scopes() returns void language sql as $$
                    update work set account_id = service.spec->>'accountId', region = service.spec->>'region'
                    from endpoint_service service where work.account_id = '' and work.kind = 'Service' and service.id = work.id;
                    update work set
                        account_id = case when (connection.spec->>'selfManaged')::boolean then connection.spec->>'serviceAccountId' else connection.spec->>'accountId' end,
                        region = case when (connection.spec->>'selfManaged')::boolean then connection.spec->>'serviceRegion' else connection.spec->>'region' end
                    from connection where work.account_id = '' and work.kind = 'Connection' and connection.id = work.id;
                    insert into work_scope (account_id, region, fence, failures) select distinct account_id, region, 0, 0 from work where account_id <> ''
                    on conflict do nothing;
                $$;
                select fill_work_scopes();
                """);

            // It moves between two statements and never within one: so an index can be searched by it.
            migrationBuilder.Sql("""
                create or replace function portal_now() returns timestamptz language sql stable as
                $$ select clock_timestamp() + coalesce(nullif(current_setting('portal.clock_offset', true), ''), '0')::interval $$;
                """);

            migrationBuilder.CreateIndex(
                name: "IX_work_account_id_region_due_at",
                table: "work",
                columns: new[] { "account_id", "region", "due_at" },
                filter: "due_at is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop function fill_work_scopes();
                create or replace function portal_now() returns timestamptz language sql volatile as
                $$ select clock_timestamp() + coalesce(nullif(current_setting('portal.clock_offset', true), ''), '0')::interval $$;
                """);

            migrationBuilder.DropTable(
                name: "work_scope");

            migrationBuilder.DropIndex(
                name: "IX_work_account_id_region_due_at",
                table: "work");

            migrationBuilder.DropColumn(
                name: "account_id",
                table: "work");

            migrationBuilder.DropColumn(
                name: "priority",
                table: "work");

            migrationBuilder.DropColumn(
                name: "region",
                table: "work");

        }
    }
}
