using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Reviews;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of a review.</summary>
public sealed class ReviewPageReader(ReviewQueries reviews) : PageReader<ReviewPageQuery, ReviewView>
{
    public override Task<ReviewView> ReadAsync(ReviewPageQuery query, CancellationToken cancellationToken) =>
        reviews.GetAsync(query.Reader, query.Id, cancellationToken);

    public override IEnumerable<string> AlsoAbout(ReviewView snapshot) =>
    [
        snapshot.ConnectionId is { } connection
            ? ChangeTags.Of(SubjectKind.Connection, connection)
            : ChangeTags.Of(SubjectKind.Service, snapshot.About.ServiceId),
    ];
}
