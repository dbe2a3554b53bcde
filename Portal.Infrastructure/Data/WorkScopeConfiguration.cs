using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Data;

internal sealed class WorkScopeConfiguration : IEntityTypeConfiguration<WorkScopeRow>
{
    public void Configure(EntityTypeBuilder<WorkScopeRow> builder) =>
        builder.ToTable("WorkScope").HasKey(scope => new { scope.AccountId, scope.Region });
}
