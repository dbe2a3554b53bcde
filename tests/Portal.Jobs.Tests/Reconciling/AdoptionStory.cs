using Portal.Domain.Accounts;
using Portal.Infrastructure.UnclaimedEndpoints;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>What people of a test's world do about an endpoint that somebody has made by hand.</summary>
internal static class AdoptionStory
{
    public const string Account = "storefront-prod";

    private static readonly TimeSpan NextResync = new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1);

    /// <summary>Chen, or whoever it is, asks that the portal takes it over.</summary>
    public static async Task<Guid> AdoptAsync(this PortalWorld world, string endpoint, CancellationToken cancellationToken, Actor? by = null) =>
        (await world.Get<EndpointAdoption>().AdoptAsync(
            by ?? world.Cast.Chen, endpoint, new("It carries checkouts already."), null, cancellationToken)).Id;

    /// <summary>An endpoint that somebody of Chen's team has made by hand beside a connection that the portal made.</summary>
    public static async Task<(Guid Service, string Endpoint)> ByHandAsync(this PortalWorld world, CancellationToken cancellationToken)
    {
        var service = await world.PublishedAsync(cancellationToken);
        await world.ConnectedAsync(service, cancellationToken);
        return (service, await world.ArrivedAsync(service, cancellationToken));
    }

    /// <summary>An endpoint that somebody has made without asking, once the portal has seen it.</summary>
    public static async Task<string> ArrivedAsync(this PortalWorld world, Guid service, CancellationToken cancellationToken, string alias = Account)
    {
        var endpoint = await world.CreateEndpointAsync(service, cancellationToken, alias);
        await world.PassAsync(NextResync, cancellationToken);
        await world.SettleAsync(cancellationToken);
        return endpoint;
    }
}
