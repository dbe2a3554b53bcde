using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

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
        // What is being worked on, and what is stuck, is little among all that rests.
        builder.HasIndex(work => work.LeaseUntil).HasFilter("lease_until is not null");
        builder.HasIndex(work => work.Id).HasFilter("conditions ? 'blocked'").HasDatabaseName("IX_work_blocked");
    }
}
