using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Accounts;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Data;

internal sealed class AskedTagConfiguration : IEntityTypeConfiguration<AskedTag>
{
    public void Configure(EntityTypeBuilder<AskedTag> builder)
    {
        builder.ToTable("AskedTag").HasKey(tag => new { tag.AccountId, tag.Key });
        builder.Property(tag => tag.Key).HasMaxLength(AwsTags.LongestKey);
        builder.Property(tag => tag.IsRequired);
        builder.Property(tag => tag.Because);
        builder.Property(tag => tag.LearntAt);
        builder.HasOne<AwsAccount>().WithMany().HasForeignKey(tag => tag.AccountId);
    }
}
