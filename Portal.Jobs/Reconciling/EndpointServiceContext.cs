using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>What follows from one observation of a service.</summary>
/// <param name="concerned">The stages in which connections would read something new of it.</param>
internal sealed class EndpointServiceContext(
    EndpointService seen, IReadOnlyList<ConnectionStage> concerned, EndpointServiceObservation observation, Plan<EndpointServiceAction> plan) : ReconcileContext
{
    /// <summary>
    /// The stages in which connections would read something new of the service: what waits for people is not to be disturbed by every observation.
    /// </summary>
    public static IReadOnlyList<ConnectionStage> StagesToWake(
        EndpointServiceObservation? earlier, EndpointServiceObservation now, Plan<EndpointServiceAction> plan) =>
        // Private DNS of an endpoint that works already may be waiting for the name to be proved.
        earlier?.Service.Value?.PrivateDnsNameState != now.Service.Value?.PrivateDnsNameState ? [ConnectionStage.Provisioning, ConnectionStage.Available]
        : plan.Mark is null && earlier is not null && earlier.Service.Value?.ServiceName == now.Service.Value?.ServiceName
            && earlier.Service.Value?.State == now.Service.Value?.State && earlier.Principals.Order().SequenceEqual(now.Principals.Order()) ? []
        : [ConnectionStage.Provisioning];

    public override bool? IsDone(StepKey key) => StepDefinitions.IsDone(seen.Spec, observation, key);

    public override AwsScope ScopeOf(Party side) => seen.Spec.Scope;

    /// <summary>AWS is asked at once when a person wants it, and when the portal itself finds the record for the first time.</summary>
    protected override DateTimeOffset? AskedAtOf(StepKey key) => key != VerifyPrivateDnsStep.Definition.Key() ? base.AskedAtOf(key)
        : observation.PrivateDns?.Lookup is { IsPublished: true, Since: { } since } && !(seen.VerificationAskedAt > since) ? since
        : seen.VerificationAskedAt;

    public override async Task ApplyAsync(PortalDbContext context, ChangeSet changes, CancellationToken cancellationToken)
    {
        await WakeConnectionsAsync(context, changes, cancellationToken);
        var service = await context.EndpointServices.SingleAsync(service => service.Id == seen.Id, cancellationToken);
        if (service.WantedGeneration != seen.WantedGeneration)
        {
            return;
        }

        if (observation.Service.Value is { } configuration)
        {
            service.Identify(configuration.ServiceId, configuration.ServiceName);
        }

        if (plan.Mark is { } mark)
        {
            service.Mark(mark, plan.Because, changes.Now);
        }

        if (EndpointServiceLifecycle.IsFinal(service.Stage))
        {
            await OpenOperations.CloseAsync(
                context, SubjectKind.Service, service.Id, "The service has ended, and nothing of it is left in AWS", Now, cancellationToken);
        }

        if (service.Version != seen.Version)
        {
            changes.Track(service);
            changes.DoNotWake(SubjectKind.Service, service.Id);
        }
    }

    /// <summary>A connection that waits for this service reads what was just seen of it.</summary>
    private async Task WakeConnectionsAsync(PortalDbContext context, ChangeSet changes, CancellationToken cancellationToken)
    {
        if (concerned.Count == 0)
        {
            return;
        }

        var waiting = await context.Connections.Where(connection => connection.ServiceId == seen.Id && concerned.Contains(connection.Stage))
            .Select(connection => connection.Id).ToListAsync(cancellationToken);
        foreach (var id in waiting)
        {
            changes.Wake(SubjectKind.Connection, id);
        }
    }
}
