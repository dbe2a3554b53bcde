using Portal.Domain.Accounts;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.UnclaimedEndpoints;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the first page.</summary>
public sealed class HomePageReader(
    ReviewQueries reviews, ConnectionQueries connections, EndpointServiceQueries services, UnclaimedEndpointQueries unclaimed, AccountQueries accounts,
    AuditQueries audit) : PageReader<HomePageQuery, HomePageSnapshot>
{
    /// <summary>How many of each kind are looked at.</summary>
    public const int LookedAt = 100;

    private const int RecentRows = 8;

    public override async Task<HomePageSnapshot> ReadAsync(HomePageQuery query, CancellationToken cancellationToken)
    {
        var reader = query.Reader;
        var open = await reviews.ListAsync(reader, ReviewFilter.At(ReviewState.Open), null, LookedAt, cancellationToken);
        var connected = await connections.ListAsync(reader, null, null, LookedAt, cancellationToken);
        var published = await services.ListOwnAsync(reader, EndpointServiceFilter.None, null, LookedAt, cancellationToken);
        // What is in the way of something old is not to be overlooked.
        var stuck = connected.Next is null ? [] : await connections.BlockedAsync(reader, LookedAt, cancellationToken);
        var stuckServices = published.Next is null ? [] : await services.BlockedAsync(reader, LookedAt, cancellationToken);
        // Who signed in is for the audit page.
        var recent = await audit.LastDoneAsync(reader, RecentRows, cancellationToken);
        return new(
            await connections.NumbersAsync(reader, cancellationToken),
            [.. open.Items.Where(review => review.WhyNotYou is null)],
            [.. connected.Items.UnionBy(stuck, connection => connection.Id)], [.. published.Items.UnionBy(stuckServices, service => service.Id)],
            await unclaimed.WaitingAtAsync(
                [.. published.Items.Where(service => reader.Has(service.ProviderTeam.Id, TeamRole.Provider)).Select(service => service.Id)], cancellationToken),
            [
                .. (await accounts.ListAsync(reader, cancellationToken)).Where(account =>
                    (account.Stage is AccountStage.Registered or AccountStage.AccessLost || account.MissingPermissions is { Count: > 0 })
                    && (reader.IsIn(account.Team.Id) || (reader.IsNetworkAdmin && account.Managed))),
            ],
            recent, await audit.SubjectsAsync(recent, cancellationToken),
            open.Next is not null || connected.Next is not null || published.Next is not null);
    }
}
