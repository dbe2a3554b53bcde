using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Audit;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Data;

internal sealed class WorkConfiguration : IEntityTypeConfiguration<WorkRow>
{
    public void Configure(EntityTypeBuilder<WorkRow> builder)
    {
        builder.ToTable("Work").HasKey(work => new { work.Kind, work.Id });
        builder.Property(work => work.Observation).HasColumnType("jsonb");
        builder.Property(work => work.Conditions).HasPassingJson(WorkConditions.Unknown);
        builder.HasIndex(work => work.DueAt).HasFilter("due_at is not null");
        builder.HasIndex(work => new { work.AccountId, work.Region, work.DueAt }).HasFilter("due_at is not null");
    }
}

internal sealed class WorkScopeConfiguration : IEntityTypeConfiguration<WorkScopeRow>
{
    public void Configure(EntityTypeBuilder<WorkScopeRow> builder) =>
        builder.ToTable("WorkScope").HasKey(scope => new { scope.AccountId, scope.Region });
}

internal sealed class OperationConfiguration : IEntityTypeConfiguration<OperationRow>
{
    public void Configure(EntityTypeBuilder<OperationRow> builder)
    {
        builder.ToTable("Operation").HasKey(operation => operation.Id);
        builder.HasIndex(operation => new { operation.Kind, operation.AggregateId, operation.StepKey, operation.Generation }).IsUnique();
    }
}

internal sealed class AttemptConfiguration : IEntityTypeConfiguration<AttemptRow>
{
    public void Configure(EntityTypeBuilder<AttemptRow> builder)
    {
        builder.ToTable("Attempt").HasKey(attempt => attempt.Id);
        builder.HasIndex(attempt => new { attempt.OperationId, attempt.Number }).IsUnique();
        builder.HasOne<OperationRow>().WithMany().HasForeignKey(attempt => attempt.OperationId);
    }
}

internal sealed class AuditConfiguration : IEntityTypeConfiguration<AuditRow>
{
    /// <summary>The transaction that wrote the row: what orders rows for those who follow along, whatever the clocks say.</summary>
    public const string Transaction = "Transaction";

    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        // Partitioned by month: the key has to hold the time. The migration makes the table by hand.
        builder.ToTable("AuditRow").HasKey(row => new { row.At, row.Id });
        builder.HasIndex(row => new { row.SubjectKind, row.SubjectId, row.At, row.Id });
        builder.HasIndex(row => row.TeamIds).HasMethod("gin");
        builder.Property<ulong>(Transaction).HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()");
        builder.HasIndex(Transaction, nameof(AuditRow.Id));
    }
}

internal sealed class IdempotencyConfiguration : IEntityTypeConfiguration<IdempotencyRow>
{
    public void Configure(EntityTypeBuilder<IdempotencyRow> builder)
    {
        builder.ToTable("Idempotency").HasKey(row => new { row.ActorIssuer, row.ActorSubject, row.Key });
        builder.Property(row => row.Receipt).HasColumnType("jsonb");
        builder.HasIndex(row => row.CreatedAt);
    }
}
