using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Reviews;

/// <summary>Asks for one review.</summary>
public sealed record ReviewPageQuery(Guid Id) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Review, Id)];

    // Whether one can decide differs from person to person.
    protected override bool IsPersonal => true;
}

/// <summary>Reads the page of a review.</summary>
public sealed class ReviewPageReader(ReviewQueries reviews) : PageReader<ReviewPageQuery, ReviewView>
{
    public override Task<ReviewView> ReadAsync(ReviewPageQuery query, CancellationToken cancellationToken) =>
        reviews.GetAsync(query.Reader, query.Id, cancellationToken);

    public override IEnumerable<string> AlsoAbout(ReviewView snapshot) => [ChangeTags.Of(SubjectKind.Connection, snapshot.ConnectionId)];
}
