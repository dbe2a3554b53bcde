using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Data;

internal sealed class ApiTokenConfiguration : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("ApiToken").HasKey(token => token.Id);
        builder.PrimitiveCollection(token => token.Scopes).ElementType().HasConversion<StoredEnumConverter<TokenScope>>();
        builder.HasOne<Team>().WithMany().HasForeignKey(token => token.TeamId);
        builder.HasIndex(token => token.Sha256).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(token => new { token.Issuer, token.Subject });
    }
}
