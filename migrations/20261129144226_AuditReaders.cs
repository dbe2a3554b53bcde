using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations
{
    /// <inheritdoc />
    public partial class AuditReaders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_audit_row_team_ids",
                table: "audit_row");

            migrationBuilder.CreateTable(
                name: "audit_reader",
                columns: table => new
                {
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_kind = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_reader", x => new { x.team_id, x.at, x.id });
                });

            // Written by the database itself, so that no version of the portal can forget it.
            migrationBuilder.Sql("""
                create function write_audit_readers() returns trigger language plpgsql as $$
                begin
                    insert into audit_reader (team_id, at, id, subject_kind)
                    select distinct team, written.at, written.id, written.subject_kind from written, unnest(written.team_ids) as team;
                    return null;
                end $$;

                create trigger audit_readers after insert on audit_row referencing new table as written
                    for each statement execute function write_audit_readers();

                insert into audit_reader (team_id, at, id, subject_kind)
                select distinct team, written.at, written.id, written.subject_kind from audit_row written, unnest(written.team_ids) as team;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger audit_readers on audit_row; drop function write_audit_readers();");
            migrationBuilder.DropTable(
                name: "audit_reader");

            migrationBuilder.CreateIndex(
                name: "IX_audit_row_team_ids",
                table: "audit_row",
                column: "team_ids")
                .Annotation("Npgsql:IndexMethod", "gin");
        }
    }
}
