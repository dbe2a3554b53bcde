using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Data;

internal sealed class StoredGroupRuleConfiguration : IEntityTypeConfiguration<StoredGroupRule>
{
    public void Configure(EntityTypeBuilder<StoredGroupRule> builder)
    {
        builder.ToTable("GroupRule").HasKey(rule => rule.Id);
        builder.PrimitiveCollection(rule => rule.TeamRoles).ElementType().HasConversion<StoredEnumConverter<TeamRole>>();
        builder.PrimitiveCollection(rule => rule.PortalRoles).ElementType().HasConversion<StoredEnumConverter<PortalRole>>();
        builder.HasIndex(rule => new { rule.Provider, rule.Group });
        builder.HasOne<Team>().WithMany().HasForeignKey(rule => rule.TeamId);
    }
}
