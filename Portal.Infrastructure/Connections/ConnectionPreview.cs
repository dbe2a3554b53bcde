using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Connections;

/// <summary>What a request would cause, and who would decide on it.</summary>
/// <param name="PrivateDns">What will become of private DNS; none where it is not asked for.</param>
public sealed record ConnectionPreview(
    string PlanHash, IReadOnlyList<Effect> Effects, IReadOnlyList<StepSummary> Steps, IReadOnlyList<string> Approvals, PrivateDnsPreview? PrivateDns = null)
{
    internal static ConnectionPreview Of(
        ConnectionSpec spec, EndpointService service, IReadOnlyList<ReviewLevel> levels, PrivateDnsPreview? privateDns)
    {
        var effects = ConnectionEffects.Of(spec);
        var nothing = new ConnectionObservation(
            service.CreatedAt,
            new(service.Stage, service.AwsServiceId, service.AwsServiceName, false, service.Spec.PrivateDnsName, PrivateDnsNameState.Unknown),
            new(Presence.NeverMade), null);
        var plan = ConnectionPlanner.Plan(new(spec, ConnectionStage.Provisioning), nothing);
        return new(
            effects.PlanHash, effects.Ordered,
            [
                new(AllowPrincipalStep.Definition.Name, $"Allow {spec.PrincipalArn} on {service.Name}", true, null),
                .. plan.Steps.Select(step => new StepSummary(step.Key.Text, step.Summary, step.IsReady, step.WaitsFor)),
            ],
            [.. levels.Select(level => level.Name)], privateDns);
    }
}
