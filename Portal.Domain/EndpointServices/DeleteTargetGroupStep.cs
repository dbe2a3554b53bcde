using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Deletes the target group of one listener.</summary>
public sealed class DeleteTargetGroupStep() : EndpointServiceDeletion("target-group.delete", "target-group.create")
{
    public static DeleteTargetGroupStep Definition { get; } = new();

    public override string Title => "Delete the target group";

    public override Type CallType => typeof(DeleteTargetGroupCall);

    public override ObservedParts Touches => ObservedParts.TargetGroups | ObservedParts.Superseded;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.LoadBalancing("DeleteTargetGroup", "targetgroup")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) =>
        spec.AllTargetGroups.Select(part => EffectOf(spec, part));

    public override string NameOf(string? part) => $"target group {part}";

    public override StepCall Call(string id) => new DeleteTargetGroupCall(id);

    protected override Presence? PresenceOf(EndpointServiceObservation seen, StepKey key) => key.Part is null ? null : seen.TargetGroup(key.Part).Presence;
}

[StoredAs("deleteTargetGroup")]
public sealed record DeleteTargetGroupCall(string Arn) : StepCall;
