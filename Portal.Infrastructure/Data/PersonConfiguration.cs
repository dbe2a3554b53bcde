using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Data;

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("Person").HasKey(person => new { person.Issuer, person.Subject });
        builder.PrimitiveCollection(person => person.GroupRoles).HasDefaultValueSql("'{}'").ElementType().HasConversion<StoredEnumConverter<PortalRole>>();
        builder.PrimitiveCollection(person => person.PortalRoles).ElementType().HasConversion<StoredEnumConverter<PortalRole>>();
    }
}
