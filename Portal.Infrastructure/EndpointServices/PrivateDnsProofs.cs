using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Dns;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>What is known of the proofs of private DNS names, from what AWS said last and from public DNS.</summary>
public sealed class PrivateDnsProofs(IDbContextFactory<PortalDbContext> contexts, ProofSearch search)
{
    /// <summary>Looks for a service's proof in public DNS, now.</summary>
    /// <returns>None while AWS has not said what the proof has to be.</returns>
    internal async Task<ProofLookupView?> LookAsync(Guid serviceId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await SeenAsync(context, serviceId, cancellationToken) is { ProofRecord: { } record }
            ? ProofLookupView.Of(await search.LookAsync(record, cancellationToken))
            : null;
    }

    /// <summary>What AWS said last of the service.</summary>
    /// <returns>None while AWS does not show it.</returns>
    internal static async Task<ObservedServiceConfiguration?> SeenAsync(PortalDbContext context, Guid serviceId, CancellationToken cancellationToken)
    {
        var observation = await context.Work.Where(work => work.Kind == SubjectKind.Service && work.Id == serviceId)
            .Select(work => work.Observation).SingleOrDefaultAsync(cancellationToken);
        return Observations.Read<EndpointServiceObservation>(observation)?.Service.Value;
    }

    /// <exception cref="DomainException">AWS has verified it already.</exception>
    internal static async Task RefuseProvenAsync(PortalDbContext context, EndpointService service, CancellationToken cancellationToken)
    {
        if (await SeenAsync(context, service.Id, cancellationToken) is { PrivateDnsNameState: PrivateDnsNameState.Verified } seen
            && seen.PrivateDnsName == service.Spec.PrivateDnsName)
        {
            throw new DomainException($"AWS has verified {seen.PrivateDnsName} already; consumers can use it.");
        }
    }
}
