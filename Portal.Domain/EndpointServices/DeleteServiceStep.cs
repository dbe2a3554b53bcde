using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Deletes the endpoint service, once nobody is connected to it.</summary>
public sealed class DeleteServiceStep() : EndpointServiceDeletion("service.delete", "service.create")
{
    public static DeleteServiceStep Definition { get; } = new();

    public override string Title => "Delete the endpoint service";

    public override Type CallType => typeof(DeleteServiceCall);

    public override ObservedParts Touches => ObservedParts.Configuration | ObservedParts.Principals | ObservedParts.Connections | ObservedParts.Superseded;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.Ec2("DeleteVpcEndpointServiceConfigurations", "vpc-endpoint-service")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) => [EffectOf(spec, null)];

    public override string NameOf(string? part) => "the endpoint service";

    public override StepCall Call(string id) => new DeleteServiceCall(id);

    protected override Presence? PresenceOf(EndpointServiceObservation seen, StepKey key) => seen.Service.Presence;
}

[StoredAs("deleteService")]
public sealed record DeleteServiceCall(string ServiceId) : StepCall;
