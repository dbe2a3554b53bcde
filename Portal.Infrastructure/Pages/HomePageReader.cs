using Portal.Domain.Reviews;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Reviews;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the first page.</summary>
public sealed class HomePageReader(ReviewQueries reviews, ConnectionQueries connections, EndpointServiceQueries services, AuditQueries audit)
    : PageReader<HomePageQuery, HomePageSnapshot>
{
    /// <summary>How many of each kind are looked at.</summary>
    public const int LookedAt = 100;

    private const int RecentRows = 8;

    public override async Task<HomePageSnapshot> ReadAsync(HomePageQuery query, CancellationToken cancellationToken)
    {
        var open = await reviews.ListAsync(query.Reader, ReviewState.Open, null, LookedAt, cancellationToken);
        var connected = await connections.ListAsync(query.Reader, null, null, LookedAt, cancellationToken);
        var published = await services.ListOwnAsync(query.Reader, null, null, null, LookedAt, cancellationToken);
        return new(
            [.. open.Items.Where(review => review.WhyNotYou is null)], connected.Items, published.Items,
            // Who signed in is for the audit page.
            await audit.LastDoneAsync(query.Reader, RecentRows, cancellationToken),
            open.Next is not null || connected.Next is not null || published.Next is not null);
    }
}
