using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Reviews;

namespace Portal.Infrastructure.Data;

internal sealed class ReviewCommentConfiguration : IEntityTypeConfiguration<ReviewComment>
{
    public void Configure(EntityTypeBuilder<ReviewComment> builder)
    {
        builder.ToTable("ReviewComment").HasKey(comment => comment.Id);
        builder.Property(comment => comment.Text).HasMaxLength(ReviewComment.Longest);
        builder.Ignore(comment => comment.Person);
        builder.HasOne<Review>().WithMany().HasForeignKey(comment => comment.ReviewId);
        builder.HasIndex(comment => new { comment.SubjectId, comment.At, comment.Id });
    }
}
