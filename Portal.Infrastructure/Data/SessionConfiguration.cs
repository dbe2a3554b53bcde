using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Data;

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("Session").HasKey(session => session.Id);
        builder.HasIndex(session => new { session.Issuer, session.Subject, session.BegunAt });
        builder.HasOne<Person>().WithMany().HasForeignKey(session => new { session.Issuer, session.Subject });
    }
}
