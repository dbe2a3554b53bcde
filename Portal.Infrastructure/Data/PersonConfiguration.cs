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
        builder.Ignore(person => person.Key);
        // Also for people whom an older version beside this one takes in.
        builder.Property(person => person.Id).HasDefaultValueSql("gen_random_uuid()");
        builder.HasIndex(person => person.Id).IsUnique();
        builder.HasIndex(person => new { person.CreatedAt, person.Id });
        builder.Property(person => person.Version).HasDefaultValue(0).IsConcurrencyToken();
        builder.PrimitiveCollection(person => person.PortalRoles).ElementType().HasConversion<StoredEnumConverter<PortalRole>>();
    }
}
