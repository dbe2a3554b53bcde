using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Data;

internal sealed class AuditReaderConfiguration : IEntityTypeConfiguration<AuditReaderRow>
{
    public void Configure(EntityTypeBuilder<AuditReaderRow> builder) =>
        builder.ToTable("AuditReader").HasKey(row => new { row.TeamId, row.At, row.Id });
}
