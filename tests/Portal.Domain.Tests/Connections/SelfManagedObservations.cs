using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Connections;

/// <summary>A wanted connection from a self-managed account together with anything that the provider's side may show of it.</summary>
internal static class SelfManagedObservations
{
    /// <summary>An account that has nothing to do with the connection.</summary>
    public const string Stranger = "333333333333";

    public static readonly Gen<ConnectionSpec> Spec =
        from spec in ConnectionSpecs.Any
        from silent in Generate.Coin
        select spec with
        {
            SelfManaged = true,
            PrivateDns = false,
            VpcId = silent ? null : spec.VpcId,
            Subnets = silent ? [] : [.. spec.Subnets.Select(subnet => subnet with { ZoneId = null })],
            SecurityGroupIds = silent ? [] : spec.SecurityGroupIds,
        };

    public static readonly Gen<ConnectionSituation> Any =
        from spec in Spec
        from stage in Gen.Frequency(
            (4, Gen.Constant(ConnectionStage.Provisioning)), (2, Gen.Constant(ConnectionStage.Deprovisioning)), (6, Generate.Any<ConnectionStage>()))
        from reconnecting in Generate.Coin
        from again in Generate.Coin
        from service in ConnectionObservations.Service
        from registered in Registered(spec)
        from superseded in Gen.Elements<IReadOnlyList<string>?>(null, [], ["vpce-earlier"], ["vpce-registered", "vpce-earlier"])
        select new ConnectionSituation(
            new(spec, stage, reconnecting, WasAcceptedAgain: again), new(Samples.Now, service, new(Presence.NeverMade), null, registered, superseded));

    private static Gen<RegisteredEndpoint?> Registered(ConnectionSpec spec) => Gen.Frequency(
        (1, Gen.Constant<RegisteredEndpoint?>(null)),
        (5, from sighting in Generate.Observed(Endpoint(spec))
            from seen in Generate.Coin
            select (RegisteredEndpoint?)new RegisteredEndpoint("vpce-registered", Samples.Now, seen, sighting)));

    private static Gen<ObservedServiceConnection> Endpoint(ConnectionSpec spec) =>
        from owner in Gen.Frequency((4, Gen.Constant(spec.AccountId)), (1, Gen.Constant(Stranger)))
        from region in Gen.Elements<string?>(spec.Region, spec.Region, spec.Region, null, "ap-south-1")
        from state in Generate.Any<VpcEndpointState>()
        select new ObservedServiceConnection("vpce-registered", owner, state, region, Samples.Now, ["vpce-registered.example"]);
}
