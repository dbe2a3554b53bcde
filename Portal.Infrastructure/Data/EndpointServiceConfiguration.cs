using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Data;

internal sealed class EndpointServiceConfiguration : IEntityTypeConfiguration<EndpointService>
{
    public void Configure(EntityTypeBuilder<EndpointService> builder)
    {
        builder.ToTable("EndpointService").HasKey(service => service.Id);
        builder.Property(service => service.Name).HasMaxLength(100);
        builder.Property(service => service.Spec).HasJson(EndpointServiceSpec.Unreadable);
        builder.Property(service => service.Proposal).HasJsonOrNone(EndpointServiceProposal.Unreadable);
        builder.Property(service => service.Visibility).HasJson(Audience.Unreadable);
        builder.Property(service => service.AutoApproval).HasJson(Audience.Unreadable);
        builder.Property(service => service.Tags).HasJson(UnreadableTags.Value);
        builder.Property(service => service.DifferenceDecisions).HasPassingJson(DifferenceDecisions.None).HasDefaultValue(DifferenceDecisions.None);
        builder.Ignore(service => service.Subject);
        builder.Ignore(service => service.MayChange);
        builder.HasIndex(service => new { service.TeamId, service.CreatedAt, service.Id });
        builder.HasIndex(service => new { service.CreatedAt, service.Id });
        builder.HasIndex(service => service.WithdrawAt).HasFilter("withdraw_at is not null");
        builder.HasOne<Team>().WithMany().HasForeignKey(service => service.TeamId);
        builder.Property<uint>(SnakeCase.RowVersion).IsRowVersion();
    }
}
