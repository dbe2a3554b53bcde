using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.EndpointServices;

namespace Portal.Infrastructure.Data;

internal sealed class RejectedEndpointConfiguration : IEntityTypeConfiguration<RejectedEndpoint>
{
    public void Configure(EntityTypeBuilder<RejectedEndpoint> builder)
    {
        builder.ToTable("RejectedEndpoint").HasKey(rejected => new { rejected.ServiceId, rejected.VpcEndpointId });
        builder.Property(rejected => rejected.Reason);
        builder.Property(rejected => rejected.RejectedAt);
        builder.Property(rejected => rejected.LiftedAt);
        builder.HasOne<EndpointService>().WithMany().HasForeignKey(rejected => rejected.ServiceId);
    }
}
