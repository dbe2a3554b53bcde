using Microsoft.AspNetCore.Components;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>The ports of a service and the hosts behind them, as AWS sees them.</summary>
public sealed partial class ServiceTargets
{
    [Parameter, EditorRequired]
    public EndpointServiceOwnView Own { get; set; } = null!;

    [Parameter, EditorRequired]
    public EndpointServiceAwsView? Aws { get; set; }

    [Parameter, EditorRequired]
    public HealthReport Health { get; set; } = null!;

    /// <summary>What should be registered, and what is.</summary>
    private IReadOnlyList<TargetRow> Rows(ServiceListener listener)
    {
        var seen = Own.Targets.GetValueOrDefault(EndpointServicePlanner.GroupPart(listener), []);
        var wanted = listener.TargetGroup.Addresses;
        var isOthers = listener.TargetGroup.ManagedOutside == true;
        return
        [
            .. wanted.Select(target => Row(target, seen.FirstOrDefault(candidate => candidate.Id == target.Id && candidate.Port == target.Port))),
            .. seen.Where(candidate => wanted.All(target => target.Id != candidate.Id || target.Port != candidate.Port))
                .Select(candidate => Row(new(candidate.Id, candidate.Port), candidate) with { IsForeign = !isOthers }),
        ];
    }

    private TargetRow Row(TargetAddress target, ObservedTarget? seen) => new(
        $"{target.Id}:{target.Port}",
        Zone(seen?.AvailabilityZone ?? target.AvailabilityZone),
        seen is null ? "Not registered yet" : DisplayText.Of(seen.Health), seen is null ? Tone.Quiet : StatusAppearance.Of(seen.Health), seen?.Reason);

    private string Zone(string? id) =>
        id switch { "all" => "outside the VPC, every zone", null => "", _ => DisplayText.Zone(id, Own.ZoneNames?.GetValueOrDefault(id)) };

    private static string OnOff(bool? flag) => flag switch { true => "On", false => "Off", null => "Not known" };

    private static string Check(TargetGroupSpec group) => (group.HealthCheck ?? HealthCheck.Default).Whole.ToString();

    private sealed record TargetRow(string Name, string Zone, string State, Tone Tone, string? Reason, bool IsForeign = false);
}
