using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.EndpointServices;

namespace Portal.Domain.Tests.EndpointServices;

/// <summary>Generated services, and every way in which one may differ.</summary>
internal static class ServiceSpecs
{
    public static readonly Gen<EndpointServiceSpec> Any =
        from subnets in Generate.Some(1, 3, 1, 2, 3)
        from ports in Generate.Some(1, 3, 443, 53, 8443)
        from listeners in Gen.CollectToArray(ports, Listener)
        from name in Gen.Elements(null, "ledger.example.com")
        from attributes in Gen.Elements(
            null, new LoadBalancerAttributes(true), new LoadBalancerAttributes(false, true), new LoadBalancerAttributes(null, false))
        select new EndpointServiceSpec(
            "111111111111", "us-east-1", Generate.Id("vpc", 1),
            [.. subnets.Select(number => new ZonedSubnet(Generate.Id("subnet", number), $"use1-az{number}"))], listeners, name,
            LoadBalancerAttributes: attributes);

    /// <summary>Changes of which each makes AWS do something else.</summary>
    public static readonly Dictionary<string, Func<EndpointServiceSpec, EndpointServiceSpec>> Changes = new()
    {
        ["account"] = spec => spec with { AccountId = "333333333333" },
        ["region"] = spec => spec with { Region = "ap-south-1" },
        ["VPC"] = spec => spec with { VpcId = Generate.Id("vpc", 8) },
        ["one subnet more"] = spec => spec with { Subnets = [.. spec.Subnets, new(Generate.Id("subnet", 9), "use1-az9")] },
        ["one subnet fewer"] = spec => spec with { Subnets = [.. spec.Subnets.Skip(1)] },
        ["private name"] = spec => spec with { PrivateDnsName = "other.example.com" },
        ["no private name"] = spec => spec with { PrivateDnsName = spec.PrivateDnsName is null ? "ledger.example.com" : null },
        ["one listener more"] = spec => spec with { Listeners = [.. spec.Listeners, spec.Listeners[0] with { Port = 9999 }] },
        ["one listener fewer"] = spec => spec with { Listeners = [.. spec.Listeners.Skip(1)] },
        ["listener port"] = OfListener(listener => listener with { Port = 9999 }),
        ["listener protocol"] = OfListener(listener => listener with { Protocol = "TLS" }),
        ["group protocol"] = OfGroup(group => group with { Protocol = "TLS" }),
        ["group port"] = OfGroup(group => group with { Port = 9999 }),
        ["health check"] = OfGroup(group => group with { HealthCheck = new HealthCheck("TCP", 9999) }),
        ["health check's protocol"] = OfCheck(check => check with { Protocol = "HTTPS" }),
        ["health check's port"] = OfCheck(check => check with { Port = 9999 }),
        ["health check's path"] = OfCheck(check => check with { Protocol = "HTTP", Path = "/other" }),
        ["health check's time-out"] = OfCheck(check => check with { TimeoutSeconds = 3 }),
        ["health check's thresholds"] = OfCheck(check => check with { HealthyThreshold = 7, UnhealthyThreshold = 7 }),
        ["health check's codes"] = OfCheck(check => check with { Protocol = "HTTP", SuccessCodes = "204" }),
        ["security groups"] = spec => spec with { SecurityGroupIds = [Generate.Id("sg", 1)] },
        ["health check's interval"] = OfCheck(check => check with { IntervalSeconds = 299 }),
        ["cross-zone load balancing"] = OfBalancer(attributes => attributes with { CrossZone = attributes.CrossZone != true }),
        ["deletion protection"] = OfBalancer(attributes => attributes with { DeletionProtection = attributes.DeletionProtection != true }),
        ["deregistration delay"] = OfAttributes(attributes => attributes with { DeregistrationDelaySeconds = 7 }),
        ["connection termination"] = OfAttributes(attributes => attributes with { ConnectionTermination = attributes.ConnectionTermination != true }),
        ["proxy protocol"] = OfAttributes(attributes => attributes with { ProxyProtocolV2 = attributes.ProxyProtocolV2 != true }),
        ["one target more"] = OfGroup(group => group with { Targets = [.. group.Targets, group.Targets[0] with { Id = "10.9.9.9" }] }),
        ["one target fewer"] = OfGroup(group => group with { Targets = [.. group.Targets.Skip(1)] }),
        ["target"] = OfTarget(target => target with { Id = "10.9.9.9" }),
        ["target's port"] = OfTarget(target => target with { Port = 9999 }),
        ["target's zone"] = OfTarget(target => target with { AvailabilityZone = target.AvailabilityZone is null ? "all" : null }),
        ["kind of targets"] = OfGroup(
            group => group with
            {
                Targets = [.. group.Targets.Select(
                target => target with { Kind = target.Kind == TargetKind.Ip ? TargetKind.Instance : TargetKind.Ip })]
            }),
    };

    private static Gen<ServiceListener> Listener(int port) =>
        from protocol in Gen.Elements("TCP", "UDP", "TCP_UDP")
        from kind in Generate.Any<TargetKind>()
        from numbers in Generate.Some(1, 3, 1, 2, 3)
        from own in Generate.Coin
        from check in Gen.Elements(null, new HealthCheck("TCP"), new HealthCheck("HTTP", 9000, "/ready", 10))
        from attributes in Gen.Elements(null, new TargetGroupAttributes(0), new TargetGroupAttributes(null, true, true))
        select new ServiceListener(
            protocol, port,
            new TargetGroupSpec(protocol, 7000 + (port % 997), check, [.. numbers.Select(number => Target(kind, number, own))], Attributes: attributes));

    private static ServiceTarget Target(TargetKind kind, int number, bool ownPort) =>
        kind == TargetKind.Instance ? new(kind, Generate.Id("i", number))
        : new(kind, $"172.16.0.{number}", ownPort ? 7900 + number : null, number == 3 ? "all" : null);

    private static Func<EndpointServiceSpec, EndpointServiceSpec> OfListener(Func<ServiceListener, ServiceListener> change) =>
        spec => spec with { Listeners = [change(spec.Listeners[0]), .. spec.Listeners.Skip(1)] };

    private static Func<EndpointServiceSpec, EndpointServiceSpec> OfGroup(Func<TargetGroupSpec, TargetGroupSpec> change) =>
        OfListener(listener => listener with { TargetGroup = change(listener.TargetGroup) });

    private static Func<EndpointServiceSpec, EndpointServiceSpec> OfCheck(Func<HealthCheck, HealthCheck> change) =>
        OfGroup(group => group with { HealthCheck = change(group.HealthCheck ?? new HealthCheck("HTTP", 1)) });

    private static Func<EndpointServiceSpec, EndpointServiceSpec> OfAttributes(Func<TargetGroupAttributes, TargetGroupAttributes> change) =>
        OfGroup(group => group with { Attributes = change(group.Attributes ?? new()) });

    private static Func<EndpointServiceSpec, EndpointServiceSpec> OfBalancer(Func<LoadBalancerAttributes, LoadBalancerAttributes> change) =>
        spec => spec with { LoadBalancerAttributes = change(spec.LoadBalancerAttributes ?? new()) };

    private static Func<EndpointServiceSpec, EndpointServiceSpec> OfTarget(Func<ServiceTarget, ServiceTarget> change) =>
        OfGroup(group => group with { Targets = [change(group.Targets[0]), .. group.Targets.Skip(1)] });
}
