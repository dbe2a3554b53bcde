using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Data;

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("Invitation").HasKey(invitation => invitation.Id);
        builder.PrimitiveCollection(invitation => invitation.Roles).ElementType().HasConversion<StoredEnumConverter<TeamRole>>();
        builder.Property(invitation => invitation.Version).IsConcurrencyToken();
        builder.HasIndex(invitation => invitation.Sha256).IsUnique();
        builder.HasIndex(invitation => new { invitation.TeamId, invitation.CreatedAt, invitation.Id });
        builder.HasIndex(invitation => new { invitation.CreatedAt, invitation.Id });
        builder.HasOne<Team>().WithMany().HasForeignKey(invitation => invitation.TeamId);
    }
}
