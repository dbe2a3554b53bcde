using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Data;

internal sealed class UnmappedGroupConfiguration : IEntityTypeConfiguration<UnmappedGroup>
{
    public void Configure(EntityTypeBuilder<UnmappedGroup> builder)
    {
        builder.ToTable("UnmappedGroup").HasKey(group => new { group.Provider, group.Group });
        builder.HasIndex(group => group.LastSeenAt);
    }
}
