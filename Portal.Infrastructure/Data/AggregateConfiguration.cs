using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Reviews;

namespace Portal.Infrastructure.Data;

internal sealed class EndpointServiceConfiguration : IEntityTypeConfiguration<EndpointService>
{
    public void Configure(EntityTypeBuilder<EndpointService> builder)
    {
        builder.ToTable("EndpointService").HasKey(service => service.Id);
        builder.Property(service => service.Name).HasMaxLength(100);
        builder.Property(service => service.Spec).HasJson(EndpointServiceSpec.Unreadable);
        builder.Property(service => service.Visibility).HasJson(Audience.Unreadable);
        builder.Property(service => service.AutoApproval).HasJson(Audience.Unreadable);
        builder.Property(service => service.Tags).HasJson(UnreadableTags.Value);
        builder.Ignore(service => service.Subject);
        builder.HasIndex(service => new { service.TeamId, service.CreatedAt, service.Id });
        builder.HasIndex(service => new { service.CreatedAt, service.Id });
        builder.HasIndex(service => service.WithdrawAt).HasFilter("withdraw_at is not null");
        builder.HasOne<Team>().WithMany().HasForeignKey(service => service.TeamId);
        builder.Property<uint>(SnakeCase.RowVersion).IsRowVersion();
    }
}

internal sealed class ConnectionConfiguration : IEntityTypeConfiguration<Connection>
{
    public void Configure(EntityTypeBuilder<Connection> builder)
    {
        builder.ToTable("Connection").HasKey(connection => connection.Id);
        builder.Property(connection => connection.Spec).HasJson(ConnectionSpec.Unreadable, spec => spec.IsWhole);
        builder.Property(connection => connection.Tags).HasJson(UnreadableTags.Value);
        builder.Ignore(connection => connection.Subject);
        builder.Ignore(connection => connection.Effects);
        builder.HasIndex(connection => new { connection.ConsumerTeamId, connection.CreatedAt, connection.Id });
        builder.HasIndex(connection => new { connection.ProviderTeamId, connection.CreatedAt, connection.Id });
        builder.HasIndex(connection => new { connection.CreatedAt, connection.Id });
        // A stage that none of the team's connections is at is found out without reading them.
        builder.HasIndex(connection => new { connection.ConsumerTeamId, connection.Stage, connection.CreatedAt, connection.Id });
        builder.HasIndex(connection => new { connection.ProviderTeamId, connection.Stage, connection.CreatedAt, connection.Id });
        builder.HasIndex(connection => new { connection.Stage, connection.CreatedAt, connection.Id });
        builder.HasIndex(connection => connection.ServiceId);
        builder.HasIndex(connection => connection.EndsAt).HasFilter("ends_at is not null");
        builder.HasIndex(connection => connection.VpcEndpointId).HasFilter("vpc_endpoint_id is not null");
        builder.HasOne<EndpointService>().WithMany().HasForeignKey(connection => connection.ServiceId);
        builder.Property<uint>(SnakeCase.RowVersion).IsRowVersion();
    }
}

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

internal sealed class ReviewConfiguration : IEntityTypeConfiguration<Review>
{
    public void Configure(EntityTypeBuilder<Review> builder)
    {
        builder.ToTable("Review").HasKey(review => review.Id);
        builder.Property(review => review.Levels).HasJson(Review.UnreadableLevels);
        builder.Ignore(review => review.CurrentLevel);
        builder.HasIndex(review => new { review.SubjectId, review.Round }).IsUnique();
        builder.HasIndex(review => new { review.State, review.CreatedAt, review.Id });
        builder.HasIndex(review => new { review.ConsumerTeamId, review.CreatedAt, review.Id });
        builder.HasIndex(review => new { review.ProviderTeamId, review.CreatedAt, review.Id });
        builder.HasOne<Connection>().WithMany().HasForeignKey(review => review.SubjectId);
        builder.Property<uint>(SnakeCase.RowVersion).IsRowVersion();
        builder.OwnsMany(review => review.Decisions, decision =>
        {
            decision.ToTable("ReviewDecision");
            decision.WithOwner().HasForeignKey("ReviewId");
            decision.HasKey("ReviewId", nameof(Decision.Issuer), nameof(Decision.Subject));
        });
        builder.Navigation(review => review.Decisions).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}
