using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // EF cannot express a partitioned table: one partition a month, and one that catches what no month does.
            migrationBuilder.Sql("""
                create table audit_row (
                    at timestamptz not null,
                    id uuid not null,
                    subject_kind text not null,
                    subject_id text not null,
                    action text not null,
                    actor_issuer text not null,
                    actor_subject text not null,
                    team_ids uuid[] not null,
                    format integer not null,
                    bytes bytea not null,
                    sha256 bytea not null,
                    constraint "PK_audit_row" primary key (at, id)
                ) partition by range (at);

                create table audit_row_rest partition of audit_row default;

                create function ensure_audit_partitions(months integer) returns void language plpgsql as $$
                declare
                    first date;
                begin
                    for month in 0..months loop
                        first := date_trunc('month', clock_timestamp() at time zone 'UTC') + make_interval(months => month);
                        begin
                            execute format('create table if not exists audit_row_%s partition of audit_row for values from (%L) to (%L)',
                                to_char(first, 'YYYYMM'), first::timestamp at time zone 'UTC', (first + interval '1 month') at time zone 'UTC');
                        exception when check_violation then
                            -- Rows of that month are in the catch-all already; they stay there.
                            null;
                        end;
                    end loop;
                end $$;
                """);

            // The clock of leases and due times. Tests move it for one database by "alter database ... set portal.clock_offset".
            migrationBuilder.Sql("""
                create function portal_now() returns timestamptz language sql volatile as
                $$ select clock_timestamp() + coalesce(nullif(current_setting('portal.clock_offset', true), ''), '0')::interval $$;
                """);
            migrationBuilder.CreateTable(
                name: "idempotency",
                columns: table => new
                {
                    actor_issuer = table.Column<string>(type: "text", nullable: false),
                    actor_subject = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    request_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    receipt = table.Column<string>(type: "jsonb", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency", x => new { x.actor_issuer, x.actor_subject, x.key });
                });

            migrationBuilder.CreateTable(
                name: "installation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_installation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "operation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    aggregate_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step_key = table.Column<string>(type: "text", nullable: false),
                    generation = table.Column<int>(type: "integer", nullable: false),
                    account_id = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    request = table.Column<byte[]>(type: "bytea", nullable: false),
                    plan_hash = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    resolved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    resolution = table.Column<string>(type: "text", nullable: true),
                    result_id = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_operation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "person",
                columns: table => new
                {
                    issuer = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    portal_roles = table.Column<string[]>(type: "text[]", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person", x => new { x.issuer, x.subject });
                });

            migrationBuilder.CreateTable(
                name: "team",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_team", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "work",
                columns: table => new
                {
                    kind = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fence = table.Column<long>(type: "bigint", nullable: false),
                    lease_owner = table.Column<string>(type: "text", nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    nudged_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    wakes = table.Column<long>(type: "bigint", nullable: false),
                    observed_generation = table.Column<long>(type: "bigint", nullable: false),
                    observation = table.Column<string>(type: "jsonb", nullable: true),
                    observed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    conditions = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work", x => new { x.kind, x.id });
                });

            migrationBuilder.CreateTable(
                name: "attempt",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    operation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    fence = table.Column<long>(type: "bigint", nullable: false),
                    worker = table.Column<string>(type: "text", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    replied_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    aws_request_id = table.Column<string>(type: "text", nullable: true),
                    error_code = table.Column<string>(type: "text", nullable: true),
                    error_message = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attempt", x => x.id);
                    table.ForeignKey(
                        name: "FK_attempt_operation_operation_id",
                        column: x => x.operation_id,
                        principalTable: "operation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "api_token",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    issuer = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_token", x => x.id);
                    table.ForeignKey(
                        name: "FK_api_token_person_issuer_subject",
                        columns: x => new { x.issuer, x.subject },
                        principalTable: "person",
                        principalColumns: new[] { "issuer", "subject" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "aws_account",
                columns: table => new
                {
                    account_id = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    alias = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    role_arn = table.Column<string>(type: "text", nullable: true),
                    external_id = table.Column<string>(type: "text", nullable: true),
                    stage = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_aws_account", x => x.account_id);
                    table.ForeignKey(
                        name: "FK_aws_account_team_team_id",
                        column: x => x.team_id,
                        principalTable: "team",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "endpoint_service",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    spec = table.Column<string>(type: "jsonb", nullable: false),
                    visibility = table.Column<string>(type: "jsonb", nullable: false),
                    auto_approval = table.Column<string>(type: "jsonb", nullable: false),
                    tags = table.Column<string>(type: "jsonb", nullable: false),
                    external_reference = table.Column<string>(type: "text", nullable: true),
                    stage = table.Column<string>(type: "text", nullable: false),
                    stage_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdraw_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawal_message = table.Column<string>(type: "text", nullable: true),
                    aws_service_id = table.Column<string>(type: "text", nullable: true),
                    aws_service_name = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    wanted_generation = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_endpoint_service", x => x.id);
                    table.ForeignKey(
                        name: "FK_endpoint_service_team_team_id",
                        column: x => x.team_id,
                        principalTable: "team",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "membership",
                columns: table => new
                {
                    issuer = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    roles = table.Column<string[]>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership", x => new { x.issuer, x.subject, x.team_id });
                    table.ForeignKey(
                        name: "FK_membership_person_issuer_subject",
                        columns: x => new { x.issuer, x.subject },
                        principalTable: "person",
                        principalColumns: new[] { "issuer", "subject" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_membership_team_team_id",
                        column: x => x.team_id,
                        principalTable: "team",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "account_grant",
                columns: table => new
                {
                    account_id = table.Column<string>(type: "character varying(12)", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    vpc_ids = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_grant", x => new { x.account_id, x.team_id });
                    table.ForeignKey(
                        name: "FK_account_grant_aws_account_account_id",
                        column: x => x.account_id,
                        principalTable: "aws_account",
                        principalColumn: "account_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_account_grant_team_team_id",
                        column: x => x.team_id,
                        principalTable: "team",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "connection",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    consumer_team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider_team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    spec = table.Column<string>(type: "jsonb", nullable: false),
                    justification = table.Column<string>(type: "text", nullable: false),
                    tags = table.Column<string>(type: "jsonb", nullable: false),
                    external_reference = table.Column<string>(type: "text", nullable: true),
                    requester_issuer = table.Column<string>(type: "text", nullable: false),
                    requester_subject = table.Column<string>(type: "text", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false),
                    stage_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    review_id = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_plan_hash = table.Column<string>(type: "text", nullable: true),
                    reconnecting = table.Column<bool>(type: "boolean", nullable: false),
                    vpc_endpoint_id = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    wanted_generation = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_connection", x => x.id);
                    table.ForeignKey(
                        name: "FK_connection_endpoint_service_service_id",
                        column: x => x.service_id,
                        principalTable: "endpoint_service",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "principal_grant",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    connection_id = table.Column<Guid>(type: "uuid", nullable: false),
                    principal_arn = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    released_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_principal_grant", x => x.id);
                    table.ForeignKey(
                        name: "FK_principal_grant_connection_connection_id",
                        column: x => x.connection_id,
                        principalTable: "connection",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_principal_grant_endpoint_service_service_id",
                        column: x => x.service_id,
                        principalTable: "endpoint_service",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "review",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    consumer_team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider_team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    plan_hash = table.Column<string>(type: "text", nullable: false),
                    effect_bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    requester_issuer = table.Column<string>(type: "text", nullable: false),
                    requester_subject = table.Column<string>(type: "text", nullable: false),
                    levels = table.Column<string>(type: "jsonb", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review", x => x.id);
                    table.ForeignKey(
                        name: "FK_review_connection_subject_id",
                        column: x => x.subject_id,
                        principalTable: "connection",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "review_decision",
                columns: table => new
                {
                    issuer = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    review_id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    verdict = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review_decision", x => new { x.review_id, x.issuer, x.subject });
                    table.ForeignKey(
                        name: "FK_review_decision_review_review_id",
                        column: x => x.review_id,
                        principalTable: "review",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_account_grant_team_id",
                table: "account_grant",
                column: "team_id");

            migrationBuilder.CreateIndex(
                name: "IX_api_token_issuer_subject",
                table: "api_token",
                columns: new[] { "issuer", "subject" });

            migrationBuilder.CreateIndex(
                name: "IX_api_token_sha256",
                table: "api_token",
                column: "sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_attempt_operation_id_number",
                table: "attempt",
                columns: new[] { "operation_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_audit_row_subject_kind_subject_id_at_id",
                table: "audit_row",
                columns: new[] { "subject_kind", "subject_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_row_team_ids",
                table: "audit_row",
                column: "team_ids")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "IX_aws_account_team_id",
                table: "aws_account",
                column: "team_id");

            migrationBuilder.CreateIndex(
                name: "IX_connection_consumer_team_id_created_at_id",
                table: "connection",
                columns: new[] { "consumer_team_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_connection_created_at_id",
                table: "connection",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_connection_ends_at",
                table: "connection",
                column: "ends_at",
                filter: "ends_at is not null");

            migrationBuilder.CreateIndex(
                name: "IX_connection_provider_team_id_created_at_id",
                table: "connection",
                columns: new[] { "provider_team_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_connection_service_id",
                table: "connection",
                column: "service_id");

            migrationBuilder.CreateIndex(
                name: "IX_connection_vpc_endpoint_id",
                table: "connection",
                column: "vpc_endpoint_id",
                filter: "vpc_endpoint_id is not null");

            migrationBuilder.CreateIndex(
                name: "IX_endpoint_service_created_at_id",
                table: "endpoint_service",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_endpoint_service_team_id_created_at_id",
                table: "endpoint_service",
                columns: new[] { "team_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_endpoint_service_withdraw_at",
                table: "endpoint_service",
                column: "withdraw_at",
                filter: "withdraw_at is not null");

            migrationBuilder.CreateIndex(
                name: "IX_idempotency_created_at",
                table: "idempotency",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "IX_membership_team_id",
                table: "membership",
                column: "team_id");

            migrationBuilder.CreateIndex(
                name: "IX_operation_kind_aggregate_id_step_key_generation",
                table: "operation",
                columns: new[] { "kind", "aggregate_id", "step_key", "generation" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_principal_grant_connection_id",
                table: "principal_grant",
                column: "connection_id",
                unique: true,
                filter: "released_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_principal_grant_service_id",
                table: "principal_grant",
                column: "service_id");

            migrationBuilder.CreateIndex(
                name: "IX_review_consumer_team_id_created_at_id",
                table: "review",
                columns: new[] { "consumer_team_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_review_provider_team_id_created_at_id",
                table: "review",
                columns: new[] { "provider_team_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_review_state_created_at_id",
                table: "review",
                columns: new[] { "state", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_review_subject_id_round",
                table: "review",
                columns: new[] { "subject_id", "round" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_team_name",
                table: "team",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_work_due_at",
                table: "work",
                column: "due_at",
                filter: "due_at is not null");

            // A UUIDv7: milliseconds since 1970, then version, variant and random bits.
            migrationBuilder.Sql("""
                insert into installation (id, created_at)
                select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
                    placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid,
                    clock_timestamp();
                """);
        }
    }
}
