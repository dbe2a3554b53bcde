using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;

namespace Portal.Infrastructure.Reviews;

/// <summary>Reads the thread of a review: what people said in any round of the same subject.</summary>
public sealed class ReviewCommentQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The newest first.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such review, or the actor may not see it.</exception>
    public async Task<Page<ReviewCommentView>> ListAsync(Actor actor, Guid reviewId, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var (take, after) = (Cursor.Limit(limit), Cursor.Parse(cursor));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var review = await ReviewQueries.FindAsync(context, actor, reviewId, cancellationToken);
        var thread = context.ReviewComments.Where(comment => comment.SubjectId == review.SubjectId);
        if (after is not null)
        {
            thread = thread.Where(comment => EF.Functions.LessThan(ValueTuple.Create(comment.At, comment.Id), ValueTuple.Create(after.At, after.Id)));
        }

        var read = await ViewsAsync(context, thread, take + 1, cancellationToken);
        return read.ToPage(take, comment => new Cursor(comment.At, comment.Id), comment => comment);
    }

    /// <exception cref="SubjectNotFoundException">There is no such comment, or the actor may not see it.</exception>
    public async Task<ReviewCommentView> GetAsync(Actor actor, Guid commentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var comment = await context.ReviewComments.AsNoTracking().SingleOrDefaultAsync(comment => comment.Id == commentId, cancellationToken)
            ?? throw new SubjectNotFoundException("comment");
        await ReviewQueries.FindAsync(context, actor, comment.ReviewId, cancellationToken);
        return (await ViewsAsync(context, context.ReviewComments.Where(one => one.Id == commentId), 1, cancellationToken))[0];
    }

    private static async Task<IReadOnlyList<ReviewCommentView>> ViewsAsync(
        PortalDbContext context, IQueryable<ReviewComment> comments, int take, CancellationToken cancellationToken)
    {
        var read = await (
            from comment in comments
            join round in context.Reviews on comment.ReviewId equals round.Id
            orderby comment.At descending, comment.Id descending
            select new { Comment = comment, round.Round }).AsNoTracking().Take(take).ToListAsync(cancellationToken);
        var names = await PersonNames.ReadAsync(context, read.Select(row => row.Comment.Subject), cancellationToken);
        return [.. read.Select(row => new ReviewCommentView(
            row.Comment.Id, row.Round, names[row.Comment.Person], row.Comment.At, row.Comment.Text))];
    }
}
