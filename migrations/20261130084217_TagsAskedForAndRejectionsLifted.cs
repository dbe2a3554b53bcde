using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations
{
    /// <inheritdoc />
    public partial class TagsAskedForAndRejectionsLifted : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "lifted_at",
                table: "rejected_endpoint",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "asked_tag",
                columns: table => new
                {
                    account_id = table.Column<string>(type: "character varying(12)", nullable: false),
                    key = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    is_required = table.Column<bool>(type: "boolean", nullable: false),
                    because = table.Column<string>(type: "text", nullable: false),
                    learnt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_asked_tag", x => new { x.account_id, x.key });
                    table.ForeignKey(
                        name: "FK_asked_tag_aws_account_account_id",
                        column: x => x.account_id,
                        principalTable: "aws_account",
                        principalColumn: "account_id",
                        onDelete: ReferentialAction.Restrict);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "asked_tag");

            migrationBuilder.DropColumn(
                name: "lifted_at",
                table: "rejected_endpoint");
        }
    }
}
