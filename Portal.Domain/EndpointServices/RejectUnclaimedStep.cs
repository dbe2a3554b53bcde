using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Turns an endpoint away that belongs to no connection, because a person said so.</summary>
/// <remarks>The service is made so that it asks for acceptance: to turn somebody away is part of that effect.</remarks>
public sealed class RejectUnclaimedStep() : EndpointServiceStep("unclaimed.reject", RepeatKind.ById, null)
{
    public static RejectUnclaimedStep Definition { get; } = new();

    public override string Title => "Reject an endpoint of no connection";

    public override Type CallType => typeof(RejectConnectionCall);

    public override ObservedParts Touches => ObservedParts.Connections;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.Ec2("RejectVpcEndpointConnections", "vpc-endpoint-service")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) => CreateServiceStep.Definition.EffectsOf(spec);

    public override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) =>
        seen.Service.IsPresent ? seen.LiveConnections.All(endpoint => endpoint.VpcEndpointId != key.Part) : null;

    public PlanStep Plan(EndpointServiceSpec spec, ObservedServiceConfiguration service, string vpcEndpointId) => new(
        Key(vpcEndpointId), EffectsOf(spec).Single(), $"Reject {vpcEndpointId}, which belongs to no connection",
        new RejectConnectionCall(service.ServiceId, vpcEndpointId), null);
}
