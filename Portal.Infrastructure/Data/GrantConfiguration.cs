using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;

namespace Portal.Infrastructure.Data;

internal sealed class GrantConfiguration : IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Grant> builder)
    {
        builder.ToTable("PrincipalGrant").HasKey(grant => grant.Id);
        builder.Property(grant => grant.ServiceId);
        builder.Property(grant => grant.ConnectionId);
        builder.Property(grant => grant.PrincipalArn);
        builder.Property(grant => grant.CreatedAt);
        builder.HasIndex(grant => grant.ServiceId);
        builder.HasIndex(grant => grant.ConnectionId).IsUnique().HasFilter("released_at is null");
        builder.HasOne<EndpointService>().WithMany().HasForeignKey(grant => grant.ServiceId);
        builder.HasOne<Connection>().WithMany().HasForeignKey(grant => grant.ConnectionId);
    }
}
