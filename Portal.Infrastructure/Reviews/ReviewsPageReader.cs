using Portal.Domain.Audit;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Reviews;

/// <summary>Asks for a stretch of the reviews that concern a person.</summary>
public sealed record ReviewsPageQuery(ReviewState? State, string? Cursor) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Review), ChangeTags.Of(SubjectKind.Connection)];

    // Whether one can decide differs from person to person.
    protected override bool IsPersonal => true;
}

/// <summary>Reads the page of reviews.</summary>
public sealed class ReviewsPageReader(ReviewQueries reviews) : PageReader<ReviewsPageQuery, Page<ReviewView>>
{
    private const int RowsAtOnce = 50;

    public override Task<Page<ReviewView>> ReadAsync(ReviewsPageQuery query, CancellationToken cancellationToken) =>
        reviews.ListAsync(query.Reader, query.State, query.Cursor, RowsAtOnce, cancellationToken);
}
