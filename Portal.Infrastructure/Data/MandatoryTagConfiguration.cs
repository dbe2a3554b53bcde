using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Accounts;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Data;

internal sealed class MandatoryTagConfiguration : IEntityTypeConfiguration<MandatoryTag>
{
    public void Configure(EntityTypeBuilder<MandatoryTag> builder)
    {
        builder.ToTable("MandatoryTag", table => table.HasCheckConstraint("ck_mandatory_tag_owner", "(account_id is null) <> (team_id is null)"));
        builder.HasKey(tag => tag.Id);
        builder.Property(tag => tag.Id).ValueGeneratedNever();
        builder.Property(tag => tag.AccountId);
        builder.Property(tag => tag.TeamId);
        builder.Property(tag => tag.Key).HasMaxLength(AwsTags.LongestKey);
        builder.Property("AllowedValues");
        builder.Property(tag => tag.SetAt);
        builder.Ignore(tag => tag.Values);
        builder.HasIndex(tag => new { tag.AccountId, tag.Key }).IsUnique();
        builder.HasIndex(tag => new { tag.TeamId, tag.Key }).IsUnique();
        builder.HasOne<AwsAccount>().WithMany().HasForeignKey(tag => tag.AccountId);
        builder.HasOne<Team>().WithMany().HasForeignKey(tag => tag.TeamId);
    }
}
