using System.Reflection;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Provisioning;

/// <summary>One call of every kind, and how the kinds are stored.</summary>
internal static class StepCalls
{
    /// <summary>The kinds of call and the words under which they are stored.</summary>
    public static IEnumerable<(Type Kind, string Word)> Stored() => typeof(StepCall).Assembly.GetTypes()
        .Select(type => (Kind: type, type.GetCustomAttribute<StoredAsAttribute>()?.Word))
        .Where(kind => kind.Word is not null && kind.Kind.IsSubclassOf(typeof(StepCall)))
        .Select(kind => (kind.Kind, kind.Word!)).OrderBy(kind => kind.Item2, StringComparer.Ordinal);

    public static readonly StepCall[] OneOfEach =
    [
        new CreateTargetGroupCall("vpc-1", "TCP", 8443, "ip", new HealthCheck("HTTPS", 9000, "/ready", 10)),
        new CreateTargetGroupCall("vpc-1", "UDP", 53, "instance", null),
        new DeleteTargetGroupCall("arn:tg"),
        new RegisterTargetsCall("arn:tg", [new("10.9.1.10", 8443), new("172.16.0.53", 53, "all")]),
        new DeregisterTargetsCall("arn:tg", [new("i-0a1b2c3d", 80)]),
        new CreateLoadBalancerCall(["subnet-1", "subnet-2"]),
        new DeleteLoadBalancerCall("arn:lb"),
        new CreateListenerCall("arn:lb", "TCP", 443, "arn:tg"),
        new DeleteListenerCall("arn:listener"),
        new CreateLoadBalancerCall(["subnet-1"], ["sg-1"]),
        new SetSubnetsCall("arn:lb", ["subnet-1"]),
        new SetSecurityGroupsCall("arn:lb", ["sg-1", "sg-2"]),
        new ModifyHealthCheckCall("arn:tg", new HealthCheck("HTTP", 9000, "/ready", 10, 4, 3, 3, "200-299").Whole),
        new ModifyHealthCheckCall("arn:tg", HealthCheck.Default.Whole),
        new SetBalancerAttributesCall("arn:lb", new(true, false)),
        new SetBalancerAttributesCall("arn:lb", new(DeletionProtection: false)),
        new SetGroupAttributesCall("arn:tg", new(0, true, ProxyProtocolV2: true)),
        new ForwardListenerCall("arn:listener", "arn:tg"),
        new NamePrivateDnsCall("vpce-svc-1", "ledger.example.com"),
        new NamePrivateDnsCall("vpce-svc-1", null),
        new CreateServiceCall("arn:lb", "ledger.example.com"),
        new CreateServiceCall("arn:lb", null),
        new DeleteServiceCall("vpce-svc-1"),
        new RequireAcceptanceCall("vpce-svc-1"),
        new VerifyPrivateDnsCall("vpce-svc-1"),
        new AllowPrincipalCall("vpce-svc-1", "arn:aws:iam::222222222222:root"),
        new DisallowPrincipalCall("vpce-svc-1", "arn:aws:iam::222222222222:root"),
        new CreateEndpointCall("vpc-2", "com.amazonaws.vpce.us-east-1.vpce-svc-1", [new("subnet-1"), new("subnet-2", "10.20.2.17")], ["sg-1"]),
        new ModifyEndpointCall("vpce-1", ["subnet-1"], [], ["sg-1"], ["sg-2"]),
        new DeleteEndpointCall("vpce-1"),
        new AdoptEndpointCall("vpce-1", true),
        new RestoreBalancerCall("vpce-svc-1", "arn:lb", ["arn:other"]),
        new RestoreBalancerCall("vpce-svc-1", null, ["arn:other"]),
        new AcceptConnectionCall("vpce-svc-1", "vpce-1"),
        new RejectConnectionCall("vpce-svc-1", "vpce-1"),
        new SetPrivateDnsCall("vpce-1", true),
        new SetPrivateDnsCall("vpce-1", false),
        new SetServiceTagsCall("vpce-svc-1", new Dictionary<string, string> { ["CostCentre"] = "4711", ["costcentre"] = "" }),
        new RemoveServiceTagsCall("arn:lb", new Dictionary<string, string> { ["Owner"] = "checkout" }),
        new SetEndpointTagsCall("vpce-1", new Dictionary<string, string> { ["CostCentre"] = "4711" }),
        new RemoveEndpointTagsCall("vpce-1", new Dictionary<string, string> { ["Owner"] = "checkout" }),
    ];
}
