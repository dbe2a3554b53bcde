using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Data;

internal sealed class PersonMembershipConfiguration : IEntityTypeConfiguration<PersonMembership>
{
    public void Configure(EntityTypeBuilder<PersonMembership> builder)
    {
        builder.ToTable("Membership").HasKey(membership => new { membership.Issuer, membership.Subject, membership.TeamId });
        builder.PrimitiveCollection(membership => membership.GroupRoles).HasDefaultValueSql("'{}'").ElementType()
            .HasConversion<StoredEnumConverter<TeamRole>>();
        builder.PrimitiveCollection(membership => membership.Roles).ElementType().HasConversion<StoredEnumConverter<TeamRole>>();
        builder.HasOne<Person>().WithMany().HasForeignKey(membership => new { membership.Issuer, membership.Subject });
        builder.HasOne<Team>().WithMany().HasForeignKey(membership => membership.TeamId);
    }
}
