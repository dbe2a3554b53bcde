using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Data;

internal sealed class AwsAccountConfiguration : IEntityTypeConfiguration<AwsAccount>
{
    public void Configure(EntityTypeBuilder<AwsAccount> builder)
    {
        builder.ToTable("AwsAccount").HasKey(account => account.AccountId);
        builder.Property(account => account.AccountId).HasMaxLength(12);
        builder.Ignore(account => account.Partition);
        builder.Ignore(account => account.MissingPermissions);
        builder.Property<string?>("MissingPermissionNames");
        builder.Property(account => account.TeamId);
        builder.Property(account => account.Alias);
        builder.Property(account => account.Region);
        builder.Property(account => account.Stage);
        builder.HasIndex(account => account.TeamId);
        builder.HasOne<Team>().WithMany().HasForeignKey(account => account.TeamId);
        builder.Property<uint>(SnakeCase.RowVersion).IsRowVersion();
    }
}
