using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Reviews;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of reviews.</summary>
public sealed class ReviewsPageReader(ReviewQueries reviews) : PageReader<ReviewsPageQuery, Page<ReviewView>>
{
    private const int RowsAtOnce = 50;

    public override Task<Page<ReviewView>> ReadAsync(ReviewsPageQuery query, CancellationToken cancellationToken) =>
        reviews.ListAsync(query.Reader, query.State, query.Cursor, RowsAtOnce, cancellationToken);
}
