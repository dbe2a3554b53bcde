using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Reviews;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of reviews.</summary>
public sealed class ReviewsPageReader(ReviewQueries reviews) : PageReader<ReviewsPageQuery, ListSnapshot<ReviewView>>
{
    private const int RowsAtOnce = 50;

    public override async Task<ListSnapshot<ReviewView>> ReadAsync(ReviewsPageQuery query, CancellationToken cancellationToken) =>
        await ListSnapshot<ReviewView>.OfAsync(
            await reviews.ListAsync(query.Reader, query.Filter, query.Cursor, RowsAtOnce, cancellationToken), query.Cursor,
            () => reviews.CountAsync(query.Reader, query.Filter, cancellationToken));
}
