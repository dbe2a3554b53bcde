using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.EndpointServices;

/// <summary>A wanted service together with anything that AWS may say of it, likely or not.</summary>
internal sealed record ServiceSituation(EndpointServiceWanted Wanted, EndpointServiceObservation Seen);

internal static class ServiceObservations
{
    public static readonly string[] Principals = ["arn:aws:iam::222222222222:root", "arn:aws:iam::333333333333:root", "arn:aws:iam::444444444444:root", "*"];

    public static readonly Gen<ServiceSituation> Any =
        from spec in ServiceSpecs.Any
        from stage in Gen.Frequency((3, Gen.Constant(EndpointServiceStage.Publishing)), (7, Generate.Any<EndpointServiceStage>()))
        from granted in Generate.Some(0, 2, Principals)
        from released in Generate.Some(0, 2, Principals)
        from seen in Of(spec)
        from announced in Generate.Coin
        select new ServiceSituation(new(spec, stage, granted, released, announced), seen);

    private static Gen<EndpointServiceObservation> Of(EndpointServiceSpec spec) =>
        from balancer in Generate.Observed(Balancer(spec))
        from groups in Gen.CollectToArray(spec.Listeners, listener => Generate.Observed(Group(listener)))
        from listeners in Gen.CollectToArray(spec.Listeners, listener => Generate.Observed(Listener(listener)))
        from unlisted in Gen.Choose(0, 3)
        from service in Generate.Observed(Service())
        from principals in Generate.Some(0, 4, Principals)
        from connections in Generate.Some(0, 2, Connection(1), Connection(2))
        from superseded in Gen.Frequency((3, Gen.Constant<IReadOnlyList<SupersededObject>>([])), (1, Generate.Some(1, 3, Superseded(spec))))
        select new EndpointServiceObservation(
            Samples.Now, balancer, ByPart(spec, groups, unlisted), ByPart(spec, listeners, unlisted), service, principals, connections, superseded);

    private static SupersededObject[] Superseded(EndpointServiceSpec spec) =>
    [
        new("load-balancer.create", "arn:lb/earlier/1"), new("load-balancer.create", "arn:lb/earlier/2"), new("service.create", "vpce-svc-earlier"),
        new($"target-group.create/{EndpointServicePlanner.Part(spec.Listeners[0])}", "arn:tg/earlier/1"),
    ];

    private static Gen<ObservedLoadBalancer> Balancer(EndpointServiceSpec spec) =>
        from state in Gen.Frequency((5, Gen.Constant(LoadBalancerState.Active)), (5, Generate.Any<LoadBalancerState>()))
        from reason in Gen.Elements(null, "No capacity")
        from crosses in Gen.Elements<bool?>(null, true, false)
        from isProtected in Gen.Elements<bool?>(null, true, false)
        select new ObservedLoadBalancer(
            "arn:lb/seen", "plp-lb", state, reason, spec.Subnets, CrossZone: crosses, AttributesAt: Samples.Now, DeletionProtection: isProtected);

    private static Gen<ObservedTargetGroup> Group(ServiceListener listener) =>
        from registered in Generate.Some(0, 3, [.. listener.TargetGroup.Addresses])
        from foreign in Generate.Some(0, 1, new TargetAddress("10.66.6.6", 666))
        from targets in Gen.CollectToArray([.. registered, .. foreign], Target)
        from attributes in Gen.Elements(
            null, new TargetGroupAttributes(300, false, false), new TargetGroupAttributes(0, true, true), new TargetGroupAttributes(20))
        select new ObservedTargetGroup($"arn:tg/seen/{listener.Port}", "plp-tg", targets, Attributes: attributes);

    private static Gen<ObservedTarget> Target(TargetAddress address) =>
        from health in Generate.Any<TargetHealthState>()
        from reason in Gen.Elements(null, "Target.FailedHealthChecks")
        select new ObservedTarget(address.Id, address.Port, health, reason, address.AvailabilityZone);

    private static Gen<ObservedListener> Listener(ServiceListener listener) =>
        Gen.Elements(null, $"arn:tg/seen/{listener.Port}")
            .Select(group => new ObservedListener($"arn:listener/seen/{listener.Port}", listener.Protocol, listener.Port, group));

    private static Gen<ObservedServiceConfiguration> Service() =>
        from state in Gen.Frequency((5, Gen.Constant(ServiceConfigurationState.Available)), (5, Generate.Any<ServiceConfigurationState>()))
        from acceptance in Generate.Coin
        from name in Gen.Elements(null, "ledger.example.com")
        from proof in Generate.Any<PrivateDnsNameState>()
        select new ObservedServiceConfiguration(
            "vpce-svc-seen", "com.amazonaws.vpce.us-east-1.vpce-svc-seen", state, acceptance, ["arn:lb/seen"], ["use1-az1"], name, proof,
            proof == PrivateDnsNameState.PendingVerification ? new DnsProof("_x.example.com", "vpce:x") : null);

    private static ObservedServiceConnection Connection(int number) =>
        new(Generate.Id("vpce", number), "222222222222", number == 1 ? VpcEndpointState.Available : VpcEndpointState.PendingAcceptance, null, Samples.Now);

    /// <summary>An observation may be older than a listener of the spec: that part is then missing.</summary>
    private static Dictionary<string, Observed<T>> ByPart<T>(EndpointServiceSpec spec, Observed<T>[] seen, int unlisted)
        where T : class =>
        spec.Listeners.Zip(seen).Where((_, index) => unlisted == 0 || index != unlisted - 1)
            .ToDictionary(pair => EndpointServicePlanner.Part(pair.First), pair => pair.Second);
}
