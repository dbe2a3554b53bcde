using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Data;

internal sealed class TeamConfiguration : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.ToTable("Team").HasKey(team => team.Id);
        builder.Property(team => team.Name).HasMaxLength(Team.LongestName);
        builder.Property(team => team.CreatedAt);
        builder.Property(team => team.Version).HasDefaultValue(0).IsConcurrencyToken();
        builder.Ignore(team => team.IsExternal);
        builder.HasOne<Team>().WithMany().HasForeignKey(team => team.CustomerOf);
        builder.HasIndex(team => team.Name).IsUnique();
        builder.HasIndex(team => new { team.CreatedAt, team.Id });
    }
}
