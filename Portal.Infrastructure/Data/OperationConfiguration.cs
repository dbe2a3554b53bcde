using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Data;

internal sealed class OperationConfiguration : IEntityTypeConfiguration<OperationRow>
{
    public void Configure(EntityTypeBuilder<OperationRow> builder)
    {
        builder.ToTable("Operation").HasKey(operation => operation.Id);
        builder.HasIndex(operation => new { operation.Kind, operation.AggregateId, operation.StepKey, operation.Generation }).IsUnique();
        builder.HasIndex(operation => operation.LastSentAt).HasFilter("outcome = 'Open'");
    }
}
