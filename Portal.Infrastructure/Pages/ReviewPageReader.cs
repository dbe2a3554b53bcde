using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Reviews;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of a review.</summary>
public sealed class ReviewPageReader(ReviewQueries reviews, ReviewBackgroundQueries background, ReviewCommentQueries comments)
    : PageReader<ReviewPageQuery, ReviewPageSnapshot>
{
    private const int MostComments = 100;

    public override async Task<ReviewPageSnapshot> ReadAsync(ReviewPageQuery query, CancellationToken cancellationToken) => new(
        await reviews.GetAsync(query.Reader, query.Id, cancellationToken),
        await background.GetAsync(query.Reader, query.Id, cancellationToken),
        await comments.ListAsync(query.Reader, query.Id, null, MostComments, cancellationToken));

    public override IEnumerable<string> AlsoAbout(ReviewPageSnapshot snapshot) =>
    [
        snapshot.Review.ConnectionId is { } connection
            ? ChangeTags.Of(SubjectKind.Connection, connection)
            : ChangeTags.Of(SubjectKind.Service, snapshot.Review.About.ServiceId),
    ];
}
