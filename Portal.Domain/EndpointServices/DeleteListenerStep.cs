using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Deletes one listener of the load balancer.</summary>
public sealed class DeleteListenerStep() : EndpointServiceDeletion("listener.delete", "listener.create")
{
    public static DeleteListenerStep Definition { get; } = new();

    public override string Title => "Delete the listener";

    public override Type CallType => typeof(DeleteListenerCall);

    public override ObservedParts Touches => ObservedParts.Listeners | ObservedParts.Superseded;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.LoadBalancing("DeleteListener", "listener/net")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) =>
        spec.AllListeners.Select(listener => EffectOf(spec, listener.Part));

    public override string NameOf(string? part) => $"listener {part}";

    public override StepCall Call(string id) => new DeleteListenerCall(id);

    protected override Presence? PresenceOf(EndpointServiceObservation seen, StepKey key) => key.Part is null ? null : seen.Listener(key.Part).Presence;
}

[StoredAs("deleteListener")]
public sealed record DeleteListenerCall(string Arn) : StepCall;
