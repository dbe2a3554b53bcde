using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Data;

internal sealed class KeptListConfiguration : IEntityTypeConfiguration<KeptList>
{
    public void Configure(EntityTypeBuilder<KeptList> builder) =>
        builder.ToTable("KeptList").HasKey(kept => new { kept.Issuer, kept.Subject, kept.List });
}
