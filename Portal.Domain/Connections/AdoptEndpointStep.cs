using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>Takes over an endpoint that somebody has made by hand, by writing the portal's tags on exactly that one.</summary>
/// <remarks>It makes nothing, so nothing undoes it; the endpoint is deleted with the connection, as one that the portal made is.</remarks>
public sealed class AdoptEndpointStep() : EndpointStep("endpoint.adopt", RepeatKind.ById, null)
{
    public static AdoptEndpointStep Definition { get; } = new();

    public override string Title => "Take over the interface endpoint";

    public override Type CallType => typeof(AdoptEndpointCall);

    public override ObservedParts Touches => ObservedParts.Endpoint | ObservedParts.ProviderSide;

    public override string? DeletedBy => DeleteEndpointStep.Definition.Name;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.Ec2("CreateTags", "vpc-endpoint")];

    public override bool? IsDone(ConnectionSpec spec, ConnectionObservation seen, StepKey key) =>
        seen.TagOwner is { } owner ? owner == TagOwner.ThisConnection : null;

    /// <param name="tags">What it is tagged with beside the portal's own tags.</param>
    public PlanStep Plan(ConnectionSpec spec, IReadOnlyDictionary<string, string>? tags) => new(
        Key(), EffectOf(spec), $"Take over {spec.AdoptedEndpointId} by the portal's tags", new AdoptEndpointCall(EndpointOf(spec), spec.PrivateDns), null)
    {
        Tags = tags,
        Details = new Dictionary<string, string?> { ["objectId"] = spec.AdoptedEndpointId },
    };

    protected override IEnumerable<Effect> EffectsInVpc(ConnectionSpec spec) => spec.Adopts ? [EffectOf(spec)] : [];

    /// <summary>It is that endpoint as it was read: with other subnets, addresses or groups it would be another effect.</summary>
    private Effect EffectOf(ConnectionSpec spec) => InVpc(
        spec, $"endpoint={EndpointOf(spec)};service={spec.ServiceId};{ModifyEndpointStep.Shape(EndpointSubnet.Of(spec), spec.SecurityGroupIds)}");

    private static string EndpointOf(ConnectionSpec spec) =>
        spec.AdoptedEndpointId ?? throw new InvalidOperationException("The portal makes this connection's endpoint.");
}

/// <summary>Its tags are the operation's.</summary>
/// <param name="PrivateDns">Whether private DNS is on at the endpoint that is taken over; the call leaves that as it is.</param>
[StoredAs("adoptEndpoint")]
public sealed record AdoptEndpointCall(string VpcEndpointId, bool PrivateDns) : StepCall;
