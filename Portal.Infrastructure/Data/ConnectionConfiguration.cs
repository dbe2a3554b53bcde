using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Data;

internal sealed class ConnectionConfiguration : IEntityTypeConfiguration<Connection>
{
    public void Configure(EntityTypeBuilder<Connection> builder)
    {
        builder.ToTable("Connection").HasKey(connection => connection.Id);
        builder.Property(connection => connection.Spec).HasJson(ConnectionSpec.Unreadable, spec => spec.IsWhole);
        builder.Property(connection => connection.DifferenceDecisions).HasPassingJson(DifferenceDecisions.None).HasDefaultValue(DifferenceDecisions.None);
        builder.Property(connection => connection.Proposal).HasJsonOrNone(ConnectionProposal.Unreadable, proposal => proposal.Spec.IsWhole);
        builder.Property(connection => connection.Tags).HasJson(UnreadableTags.Value);
        builder.Ignore(connection => connection.Subject);
        builder.Ignore(connection => connection.Effects);
        builder.Ignore(connection => connection.MayChange);
        builder.Ignore(connection => connection.CutOffBy);
        builder.Ignore(connection => connection.WorkScope);
        builder.HasIndex(connection => new { connection.ConsumerTeamId, connection.CreatedAt, connection.Id });
        builder.HasIndex(connection => new { connection.ProviderTeamId, connection.CreatedAt, connection.Id });
        builder.HasIndex(connection => new { connection.CreatedAt, connection.Id });
        // A stage that none of the team's connections is at is found out without reading them.
        builder.HasIndex(connection => new { connection.ConsumerTeamId, connection.Stage, connection.CreatedAt, connection.Id });
        builder.HasIndex(connection => new { connection.ProviderTeamId, connection.Stage, connection.CreatedAt, connection.Id });
        builder.HasIndex(connection => new { connection.Stage, connection.CreatedAt, connection.Id });
        builder.Property(connection => connection.IsForCustomer).HasDefaultValue(false);
        builder.HasIndex(connection => new { connection.ProviderTeamId, connection.ExternalReference, connection.CreatedAt, connection.Id })
            .HasFilter("external_reference is not null");
        builder.HasIndex(connection => new { connection.ConsumerTeamId, connection.ExternalReference, connection.CreatedAt, connection.Id })
            .HasFilter("external_reference is not null");
        builder.HasIndex(connection => new { connection.ExternalReference, connection.CreatedAt, connection.Id }).HasFilter("external_reference is not null");
        builder.HasIndex(connection => connection.ServiceId);
        builder.HasIndex(connection => new { connection.Stage, connection.EndsAt }).HasFilter("ends_at is not null");
        // By their end, those that have one.
        builder.HasIndex(connection => new { connection.ConsumerTeamId, connection.EndsAt, connection.Id }).HasFilter("ends_at is not null");
        builder.HasIndex(connection => new { connection.ProviderTeamId, connection.EndsAt, connection.Id }).HasFilter("ends_at is not null");
        builder.HasIndex(connection => new { connection.EndsAt, connection.Id }).HasFilter("ends_at is not null");
        builder.HasIndex(connection => connection.RestorableUntil).HasFilter("restorable_until is not null");
        builder.HasIndex(connection => connection.VpcEndpointId).HasFilter("vpc_endpoint_id is not null");
        builder.HasOne<EndpointService>().WithMany().HasForeignKey(connection => connection.ServiceId);
        builder.Property<uint>(SnakeCase.RowVersion).IsRowVersion();
    }
}
