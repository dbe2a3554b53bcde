using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;

namespace Portal.Infrastructure.Data;

internal sealed class CustomerConnectionConfiguration : IEntityTypeConfiguration<CustomerConnection>
{
    public void Configure(EntityTypeBuilder<CustomerConnection> builder)
    {
        builder.ToTable("CustomerConnection").HasKey(row => row.Id);
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.HasIndex(row => row.Sha256).IsUnique();
        builder.HasIndex(row => new { row.ServiceId, row.CreatedAt, row.Id });
        builder.HasIndex(row => new { row.ServiceId, row.ExternalReference, row.CreatedAt, row.Id }).HasFilter("external_reference is not null");
        builder.HasIndex(row => row.ConnectionId);
        builder.HasOne<EndpointService>().WithMany().HasForeignKey(row => row.ServiceId);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.ProviderTeamId);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.CustomerTeamId);
        builder.HasOne<Connection>().WithMany().HasForeignKey(row => row.ConnectionId);
    }
}
