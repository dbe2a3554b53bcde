using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Data;

internal sealed class AttemptConfiguration : IEntityTypeConfiguration<AttemptRow>
{
    public void Configure(EntityTypeBuilder<AttemptRow> builder)
    {
        builder.ToTable("Attempt").HasKey(attempt => attempt.Id);
        builder.HasIndex(attempt => new { attempt.OperationId, attempt.Number }).IsUnique();
        builder.HasOne<OperationRow>().WithMany().HasForeignKey(attempt => attempt.OperationId);
    }
}
