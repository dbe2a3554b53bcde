using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>What publishing a service would make.</summary>
public sealed record PublishPreview(string PlanHash, IReadOnlyList<Effect> Effects, IReadOnlyList<StepSummary> Steps)
{
    internal static PublishPreview Of(EndpointServiceSpec spec, DateTimeOffset now)
    {
        var effects = EndpointServiceEffects.Of(spec);
        var nothing = new EndpointServiceObservation(
            now, new(Presence.NeverMade), new Dictionary<string, Observed<ObservedTargetGroup>>(), new Dictionary<string, Observed<ObservedListener>>(),
            new(Presence.NeverMade), [], []);
        var plan = EndpointServicePlanner.Plan(new(spec, EndpointServiceStage.Publishing, [], []), nothing);
        return new(
            effects.PlanHash, effects.Ordered, [.. plan.Steps.Select(step => new StepSummary(step.Key.Text, step.Summary, step.IsReady, step.WaitsFor))]);
    }
}
