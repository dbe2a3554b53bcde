using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>Accepts the connection's endpoint on the provider's side.</summary>
public sealed class AcceptConnectionStep() : ConnectionStep("connection.accept", RepeatKind.ById, Party.Provider, "connection.reject")
{
    public static AcceptConnectionStep Definition { get; } = new();

    public override string Title => "Accept the connection";

    public override Type CallType => typeof(AcceptConnectionCall);

    public override ObservedParts Touches => ObservedParts.Endpoint | ObservedParts.ProviderSide;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.Ec2("AcceptVpcEndpointConnections", "vpc-endpoint-service")];

    public override IEnumerable<Effect> EffectsOf(ConnectionSpec spec) => [EffectOf(spec)];

    public override bool? IsDone(ConnectionSpec spec, ConnectionObservation seen, StepKey key) => spec.SelfManaged
        ? seen.IsConnected(key.Part)
        : seen.Endpoint.Value is { } endpoint ? endpoint.State is VpcEndpointState.Pending or VpcEndpointState.Available : null;

    /// <summary>Of the endpoint that the portal made.</summary>
    /// <param name="call">None while it has to wait.</param>
    public PlanStep Plan(ConnectionSpec spec, string summary, AcceptConnectionCall? call, Waiting? wait) => new(Key(), EffectOf(spec), summary, call, wait);

    /// <summary>Of an endpoint that the consumer registered. A key for each: what is unknown of one must not bar what is to be done about another.</summary>
    public PlanStep PlanRegistered(ConnectionSpec spec, string id, string? awsServiceId, Waiting? wait) => new(
        Key(id), EffectOf(spec), $"Accept {id} on the provider's side", wait is null ? new AcceptConnectionCall(awsServiceId!, id) : null, wait);

    /// <summary>Of an endpoint that the consumer brings it counts whose it is: the portal has not made it.</summary>
    private Effect EffectOf(ConnectionSpec spec) => AtService(spec, spec.SelfManaged ? $"an endpoint of {spec.AccountId} in {spec.Region}" : "");
}

[StoredAs("acceptConnection")]
public sealed record AcceptConnectionCall(string ServiceId, string VpcEndpointId) : StepCall;
