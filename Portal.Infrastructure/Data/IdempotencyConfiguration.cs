using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Data;

internal sealed class IdempotencyConfiguration : IEntityTypeConfiguration<IdempotencyRow>
{
    public void Configure(EntityTypeBuilder<IdempotencyRow> builder)
    {
        builder.ToTable("Idempotency").HasKey(row => new { row.ActorIssuer, row.ActorSubject, row.Key });
        builder.Property(row => row.Receipt).HasColumnType("jsonb");
        builder.HasIndex(row => row.CreatedAt);
    }
}
