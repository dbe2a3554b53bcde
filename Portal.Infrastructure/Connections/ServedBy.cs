using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Connections;

/// <summary>What a connection's standing depends on of its service.</summary>
/// <param name="EndsAt">When it is withdrawn; none while nobody withdraws it.</param>
internal sealed record ServedBy(HealthReport Health, DateTimeOffset? EndsAt)
{
    /// <summary>What stands for a service that was not read.</summary>
    public static ServedBy Unread { get; } = new(new(HealthVerdict.Unknown, [], "", null), null);

    public static ServedBy Of(EndpointServiceStage stage, EndpointServiceSpec spec, DateTimeOffset? withdrawAt, string? observation) => new(
        EndpointServiceHealth.Of(spec, Observations.Read<EndpointServiceObservation>(observation)),
        stage == EndpointServiceStage.Draining ? withdrawAt : null);

    public static async Task<IReadOnlyDictionary<Guid, ServedBy>> ReadAsync(
        PortalDbContext context, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return new Dictionary<Guid, ServedBy>();
        }

        var services = await context.EndpointServices.AsNoTracking().Where(service => ids.Contains(service.Id))
            .Select(service => new
            {
                service.Id,
                service.Stage,
                service.Spec,
                service.WithdrawAt,
                Observation = context.Work.Where(work => work.Kind == SubjectKind.Service && work.Id == service.Id)
                    .Select(work => work.Observation).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        return services.ToDictionary(
            service => service.Id, service => Of(service.Stage, service.Spec, service.WithdrawAt, service.Observation));
    }
}
