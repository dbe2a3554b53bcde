using Microsoft.EntityFrameworkCore;
using Portal.Domain.EndpointServices;
using Portal.Domain.PrivateDns;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;

namespace Portal.Infrastructure.Connections;

/// <summary>Finds out before a request whether a service's private DNS name can work in a VPC.</summary>
public sealed class PrivateDnsCheck(
    IDbContextFactory<PortalDbContext> contexts, EndpointGateway endpoints, HostedZoneGateway zones, FormReads forms)
{
    /// <param name="name">The service's private DNS name.</param>
    /// <param name="own">The endpoint that is to have it; none while there is none.</param>
    /// <exception cref="AwsCallException">Too many forms are being checked there at once; nothing was asked.</exception>
    internal async Task<PrivateDnsPreview> OfAsync(
        EndpointService service, string name, AwsScope scope, string vpcId, CancellationToken cancellationToken, string? own = null)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var seen = await PrivateDnsProofs.SeenAsync(context, service.Id, cancellationToken);
        var state = seen?.PrivateDnsName == name ? seen.PrivateDnsNameState : (PrivateDnsNameState?)null;
        List<PrivateDnsNote> notes = [];
        if (state != PrivateDnsNameState.Verified)
        {
            notes.Add(new("notVerified", $"{service.Name}'s provider has not proved yet that {name} is theirs. "
                + "The connection works without it, and private DNS is switched on by itself as soon as they have.", IsRefusal: false));
        }

        // One turn for both, as a VPC and what belongs to it has one.
        await forms.TakeTurnAsync(scope, cancellationToken);
        var reading = zones.OfVpcAsync(scope, vpcId, cancellationToken);
        var (holders, whyNot) = await HoldersAsync(scope, vpcId, cancellationToken);
        var (hosted, whyNoZones) = await reading;
        // Somebody may have given it the name already: then it is nobody else's, whoever keeps the zone.
        var isOwn = holders.Any(holder => holder.VpcEndpointId == own && PrivateNameConflicts.Of(name, vpcId, [holder], null).Count > 0);
        notes.AddRange(isOwn ? [] : PrivateNameConflicts.Of(name, vpcId, holders, hosted));
        if (whyNot is not null)
        {
            notes.Add(new("endpointsNotChecked", $"Whether another endpoint in {vpcId} has the name already was not checked: {whyNot}.", IsRefusal: false));
        }

        if (whyNoZones is not null)
        {
            notes.Add(new("zonesNotChecked",
                $"Whether a private hosted zone in {vpcId} has the name already was not checked: {whyNoZones}. AWS refuses private DNS if one has.",
                IsRefusal: false));
        }

        return new(name, state, hosted is not null, notes);
    }

    private async Task<(IReadOnlyList<PrivateNameHolder> Holders, string? WhyNot)> HoldersAsync(
        AwsScope scope, string vpcId, CancellationToken cancellationToken)
    {
        try
        {
            return (await endpoints.WithPrivateNamesAsync(scope, vpcId, cancellationToken), null);
        }
        catch (AwsCallException unreadable)
        {
            return ([], char.ToLowerInvariant(unreadable.Failure.Cause[0]) + unreadable.Failure.Cause[1..]);
        }
    }
}
