using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>Cuts an endpoint off on the provider's side.</summary>
public sealed class RejectConnectionStep() : ConnectionStep("connection.reject", RepeatKind.ById, Party.Provider, "connection.accept")
{
    public static RejectConnectionStep Definition { get; } = new();

    public override string Title => "Reject the connection";

    public override bool Ends => true;

    public override Type CallType => typeof(RejectConnectionCall);

    public override ObservedParts Touches => ObservedParts.Endpoint | ObservedParts.ProviderSide;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.Ec2("RejectVpcEndpointConnections", "vpc-endpoint-service")];

    public override IEnumerable<Effect> EffectsOf(ConnectionSpec spec) => [EffectOf(spec)];

    // What waits to be accepted has not been turned away yet; what is gone or somebody else's has nothing to be turned away from.
    public override bool? IsDone(ConnectionSpec spec, ConnectionObservation seen, StepKey key) => spec.SelfManaged
        ? !seen.IsConnected(key.Part) && !(seen.IsRegistered(key.Part) && seen.Registered!.Sighting is { Value.State: VpcEndpointState.PendingAcceptance }
            or { Presence: Presence.NotYetVisible or Presence.Doubtful })
        : seen.ProviderSide is { } state ? !IsConnected(state)
        : seen.Endpoint.Presence == Presence.Gone ? true
        : null;

    /// <summary>Whether AWS may let traffic through it, now or once it is accepted: also in a state that the portal does not know.</summary>
    public static bool IsConnected(VpcEndpointState? state) => state is not (null or VpcEndpointState.Rejected or VpcEndpointState.Failed
        or VpcEndpointState.Expired or VpcEndpointState.Deleting or VpcEndpointState.Deleted);

    /// <summary>Of the endpoint that the portal made.</summary>
    public PlanStep Plan(ConnectionSpec spec, string id, string? awsServiceId, Waiting? wait) => new(
        Key(), EffectOf(spec), $"Reject {id} on the provider's side", wait is null ? new RejectConnectionCall(awsServiceId!, id) : null, wait);

    /// <summary>Of an endpoint that the consumer registered. A key for each: what is unknown of one must not bar what is to be done about another.</summary>
    public PlanStep PlanRegistered(ConnectionSpec spec, string id, string? awsServiceId, Waiting? wait) => new(
        Key(id), EffectOf(spec), $"Reject {id} on the provider's side", wait is null ? new RejectConnectionCall(awsServiceId!, id) : null, wait);

    /// <summary>For an endpoint that the portal cannot delete, being rejected is its end.</summary>
    private Effect EffectOf(ConnectionSpec spec) => AtService(spec, spec.SelfManaged ? DeleteEndpointStep.End(spec) : "");
}
