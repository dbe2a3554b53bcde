using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Data;

internal sealed class AccountGrantConfiguration : IEntityTypeConfiguration<AccountGrant>
{
    public void Configure(EntityTypeBuilder<AccountGrant> builder)
    {
        builder.ToTable("AccountGrant").HasKey(grant => new { grant.AccountId, grant.TeamId });
        builder.Property(grant => grant.VpcIds).HasJson(AccountGrant.UnreadableVpcIds);
        builder.Property(grant => grant.Version).HasDefaultValue(0).IsConcurrencyToken();
        builder.HasOne<AwsAccount>().WithMany().HasForeignKey(grant => grant.AccountId);
        builder.HasOne<Team>().WithMany().HasForeignKey(grant => grant.TeamId);
    }
}
