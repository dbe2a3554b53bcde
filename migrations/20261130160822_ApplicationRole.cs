using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations
{
    /// <inheritdoc />
    public partial class ApplicationRole : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What the portal's own role may not do to the history, the database does for it: make a month's partition, and note who may read a row.
            migrationBuilder.Sql("""
                do $$ begin
                    execute format('alter function ensure_audit_partitions(integer) security definer set search_path = %I, pg_temp', current_schema());
                    execute format('alter function write_audit_readers() security definer set search_path = %I, pg_temp', current_schema());
                end $$;
                """);

            // The portal works by a role that owns nothing. Called by the owner after every change of the database's form; again is harmless.
            migrationBuilder.Sql("""
                create function grant_application_role(application name) returns void language plpgsql as $$
                declare
                    own name := current_schema();
                    history regclass;
                begin
                    execute format('grant usage on schema %I to %I', own, application);
                    execute format('grant select, insert, update, delete on all tables in schema %I to %I', own, application);
                    execute format('grant usage, select on all sequences in schema %I to %I', own, application);

                    -- The history is added to, and never changed: not by its table, and not by a partition of it.
                    for history in select 'audit_row'::regclass union all select inhrelid::regclass from pg_inherits where inhparent = 'audit_row'::regclass
                    loop
                        execute format('revoke all on table %s from %I', history, application);
                    end loop;
                    execute format('grant select, insert on audit_row to %I', application);

                    -- Written by the database itself, or by whoever changes its form.
                    execute format('revoke insert, update, delete on audit_reader, "__EFMigrationsHistory", installation from %I', application);

                    if exists (select from pg_namespace where nspname = 'hangfire') then
                        execute format('grant usage on schema hangfire to %I', application);
                        execute format('grant select, insert, update, delete on all tables in schema hangfire to %I', application);
                        execute format('grant usage, select on all sequences in schema hangfire to %I', application);
                    end if;
                end $$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            drop function grant_application_role(name);
            alter function ensure_audit_partitions(integer) security invoker reset search_path;
            alter function write_audit_readers() security invoker reset search_path;
            """);
    }
}
