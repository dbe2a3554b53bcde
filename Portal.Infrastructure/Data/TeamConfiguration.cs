using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Data;

internal sealed class TeamConfiguration : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.ToTable("Team").HasKey(team => team.Id);
        builder.Property(team => team.Name).HasMaxLength(100);
        builder.Property(team => team.CreatedAt);
        builder.HasIndex(team => team.Name).IsUnique();
    }
}
