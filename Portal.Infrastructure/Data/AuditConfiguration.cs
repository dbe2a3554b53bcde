using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Audit;

namespace Portal.Infrastructure.Data;

internal sealed class AuditConfiguration : IEntityTypeConfiguration<AuditRow>
{
    /// <summary>The transaction that wrote the row: what orders rows for those who follow along, whatever the clocks say.</summary>
    public const string Transaction = "Transaction";

    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        // Partitioned by month: the key has to hold the time. The migration makes the table by hand.
        builder.ToTable("AuditRow").HasKey(row => new { row.At, row.Id });
        builder.HasIndex(row => new { row.SubjectKind, row.SubjectId, row.At, row.Id });
        builder.Property<ulong>(Transaction).HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()");
        builder.HasIndex(Transaction, nameof(AuditRow.Id));
    }
}
