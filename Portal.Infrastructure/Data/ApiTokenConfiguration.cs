using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Data;

internal sealed class ApiTokenConfiguration : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("ApiToken").HasKey(token => token.Id);
        builder.HasIndex(token => token.Sha256).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(token => new { token.Issuer, token.Subject });
    }
}
