using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Data;

internal sealed class RecoveryConfiguration : IEntityTypeConfiguration<RecoveryRow>
{
    public void Configure(EntityTypeBuilder<RecoveryRow> builder)
    {
        builder.ToTable("Recovery").HasKey(recovery => recovery.Id);
        // One at a time, however many hosts notice.
        builder.HasIndex(recovery => recovery.EndedAt).IsUnique().AreNullsDistinct(false).HasFilter("ended_at is null");
    }
}
