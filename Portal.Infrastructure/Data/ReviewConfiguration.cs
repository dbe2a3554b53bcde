using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Reviews;

namespace Portal.Infrastructure.Data;

internal sealed class ReviewConfiguration : IEntityTypeConfiguration<Review>
{
    public void Configure(EntityTypeBuilder<Review> builder)
    {
        builder.ToTable("Review").HasKey(review => review.Id);
        builder.Property(review => review.Levels).HasJson(Review.UnreadableLevels);
        builder.Property(review => review.Change).HasJsonOrNone(ReviewedChange.Unreadable);
        builder.Ignore(review => review.CurrentLevel);
        builder.HasIndex(review => new { review.SubjectId, review.Round }).IsUnique();
        builder.HasIndex(review => new { review.State, review.CreatedAt, review.Id });
        builder.HasIndex(review => new { review.ConsumerTeamId, review.CreatedAt, review.Id });
        builder.HasIndex(review => new { review.ProviderTeamId, review.CreatedAt, review.Id });
        builder.Property<uint>(SnakeCase.RowVersion).IsRowVersion();
        builder.OwnsMany(review => review.Decisions, decision =>
        {
            decision.ToTable("ReviewDecision");
            decision.WithOwner().HasForeignKey("ReviewId");
            decision.HasKey("ReviewId", nameof(Decision.Issuer), nameof(Decision.Subject));
        });
        builder.Navigation(review => review.Decisions).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}
