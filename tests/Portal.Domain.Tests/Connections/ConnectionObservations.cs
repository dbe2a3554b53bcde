using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;

namespace Portal.Domain.Tests.Connections;

internal static class ConnectionObservations
{
    public static readonly Gen<ConnectionSituation> Any =
        from spec in ConnectionSpecs.Any
        from stage in Gen.Frequency(
            (4, Gen.Constant(ConnectionStage.Provisioning)), (2, Gen.Constant(ConnectionStage.Available)), (6, Generate.Any<ConnectionStage>()))
        from reconnecting in Generate.Coin
        from unresolved in Generate.Coin
        from service in Service
        from endpoint in Generate.Observed(Endpoint(spec))
        from provider in ProviderSide
        from superseded in Gen.Frequency((3, Gen.Constant<IReadOnlyList<ObservedEndpoint>?>(null)), (1, Superseded(spec)))
        select new ConnectionSituation(new(spec, stage, reconnecting, unresolved), new(Samples.Now, service, endpoint, provider) { Superseded = superseded });

    private static Gen<IReadOnlyList<ObservedEndpoint>?> Superseded(ConnectionSpec spec) =>
        from count in Gen.Choose(0, 2)
        from endpoints in Gen.ListOf(Endpoint(spec), count)
        select (IReadOnlyList<ObservedEndpoint>?)[.. endpoints.Select((endpoint, index) => endpoint with { VpcEndpointId = $"vpce-earlier-{index}" })];

    public static Gen<ServiceFacts> Service =>
        from stage in Gen.Frequency((6, Gen.Constant(EndpointServiceStage.Available)), (4, Generate.Any<EndpointServiceStage>()))
        from id in Gen.Elements("vpce-svc-seen", "vpce-svc-seen", "vpce-svc-seen", null)
        from name in Gen.Elements("com.amazonaws.vpce.us-east-1.vpce-svc-seen", "com.amazonaws.vpce.us-east-1.vpce-svc-seen", null)
        from allowed in Generate.Coin
        from dnsName in Gen.Elements(null, "ledger.example.com")
        from proof in Gen.Frequency((5, Gen.Constant(PrivateDnsNameState.Verified)), (5, Generate.Any<PrivateDnsNameState>()))
        select new ServiceFacts(stage, id, name, allowed, dnsName, proof);

    private static Gen<VpcEndpointState?> ProviderSide => Gen.Frequency(
        (3, Gen.Constant<VpcEndpointState?>(VpcEndpointState.PendingAcceptance)),
        (2, Gen.Constant<VpcEndpointState?>(null)),
        (5, Generate.Any<VpcEndpointState>().Select(state => (VpcEndpointState?)state)));

    private static Gen<ObservedEndpoint> Endpoint(ConnectionSpec spec) =>
        from state in Gen.Frequency((4, Gen.Constant(VpcEndpointState.Available)), (6, Generate.Any<VpcEndpointState>()))
        from untouched in Generate.Coin
        from subnets in Generate.Some(0, 3, [.. spec.Subnets.Select(subnet => subnet.SubnetId), Generate.Id("subnet", 66)])
        from groups in Generate.Some(0, 3, [.. spec.SecurityGroupIds, "sg-0aaaaa066"])
        from dns in Generate.Coin
        from error in Gen.Elements(null, "No free address in the subnet")
        select new ObservedEndpoint(
            "vpce-seen", state, $"{state}", spec.VpcId!, "com.amazonaws.vpce.us-east-1.vpce-svc-seen",
            untouched ? [.. spec.Subnets.Select(subnet => subnet.SubnetId)] : subnets, untouched ? spec.SecurityGroupIds : groups, dns,
            ["vpce-seen.example"], [.. subnets.Select((subnet, index) => new ObservedNetworkInterface($"eni-{index}", "use1-az1", subnet, "10.20.0.9"))],
            Samples.Now, error);
}
