using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Identities.Policies;

/// <summary>One permission that a call needs: the action itself on each of its resources, and the actions that depend on it.</summary>
internal sealed record NeededAccess(string Action, string Resource)
{
    private static readonly Dictionary<string, string> NoKeys = [];

    /// <summary>The id under which the resource's tags are kept, if there is a resource yet.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Condition keys that hold for this permission alone.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = NoKeys;

    public static IEnumerable<NeededAccess> Of(Call call, AwsApi api) =>
        api.IsEc2 ? Ec2Access.Of(call, new(call)) : api == AwsApi.ElasticLoadBalancing ? ElbAccess.Of(call, new(call)) : [];
}

/// <summary>What calls of EC2 need.</summary>
internal static class Ec2Access
{
    private static readonly Dictionary<string, string> Made = new(StringComparer.Ordinal)
    {
        ["CreateVpc"] = "vpc",
        ["CreateSubnet"] = "subnet",
        ["CreateSecurityGroup"] = "security-group",
        ["CreateRouteTable"] = "route-table",
        ["CreateVpnGateway"] = "vpn-gateway",
        ["RunInstances"] = "instance",
    };

    public static IEnumerable<NeededAccess> Of(Call call, SentParameters sent)
    {
        foreach (var (type, id) in Resources(call, sent).DefaultIfEmpty(("", "")))
        {
            yield return type.Length == 0
                ? new($"ec2:{call.Action}", AccessRequest.Anything)
                : new($"ec2:{call.Action}", Arn(call, type, id)) { ResourceId = id == "*" ? null : id, Keys = ServiceKeys(sent) };
        }

        if (call.Action.StartsWith("Create", StringComparison.Ordinal) && sent.Has("TagSpecification.") && sent.Text("TagSpecification.1.ResourceType") is { } tagged)
        {
            yield return new("ec2:CreateTags", Arn(call, tagged, "*")) { Keys = new Dictionary<string, string> { ["ec2:CreateAction"] = call.Action } };
        }

        if (call.Action is "CreateVpcEndpoint" or "ModifyVpcEndpoint" && sent.IsTrue("PrivateDnsEnabled"))
        {
            yield return new("route53:AssociateVPCWithHostedZone", "arn:aws:route53:::hostedzone/*");
        }
    }

    /// <summary>The resources that EC2 asks about one by one; actions without any are asked about as a whole.</summary>
    private static IEnumerable<(string Type, string Id)> Resources(Call call, SentParameters sent) => call.Action switch
    {
        "CreateVpcEndpoint" => [("vpc-endpoint", "*"), .. One(sent, "VpcId", "vpc"), .. Many(sent, "SubnetId", "subnet"), .. Many(sent, "SecurityGroupId", "security-group")],
        "ModifyVpcEndpoint" => [.. One(sent, "VpcEndpointId", "vpc-endpoint"), .. Many(sent, "AddSubnetId", "subnet"), .. Many(sent, "AddSecurityGroupId", "security-group")],
        "DeleteVpcEndpoints" => Many(sent, "VpcEndpointId", "vpc-endpoint"),
        "CreateVpcEndpointServiceConfiguration" => [("vpc-endpoint-service", "*")],
        "DeleteVpcEndpointServiceConfigurations" => Many(sent, "ServiceId", "vpc-endpoint-service"),
        "ModifyVpcEndpointServiceConfiguration" or "ModifyVpcEndpointServicePermissions" or "ModifyVpcEndpointServicePayerResponsibility" or "StartVpcEndpointServicePrivateDnsVerification"
            or "AcceptVpcEndpointConnections" or "RejectVpcEndpointConnections" or "DescribeVpcEndpointServicePermissions" => One(sent, "ServiceId", "vpc-endpoint-service"),
        "CreateTags" or "DeleteTags" => sent.Texts("ResourceId").Select(id => (IdKind.OfId(id)?.ResourceType ?? "*", id)),
        _ when Operation.IsReading(call.Action) => [],
        _ => [.. Made.TryGetValue(call.Action, out var made) ? [(made, "*")] : Array.Empty<(string, string)>(), .. Named(sent)],
    };

    /// <summary>Whatever the call names by an id: EC2 asks about nearly all of it.</summary>
    private static IEnumerable<(string Type, string Id)> Named(SentParameters sent) =>
        sent.All.Select(pair => (Kind: IdKind.OfId(pair.Value), pair.Value)).Where(named => named.Kind is not null).Select(named => (named.Kind!.ResourceType, named.Value)).Distinct();

    private static Dictionary<string, string> ServiceKeys(SentParameters sent) =>
        sent.Text("ServiceName") is { } name ? new() { ["ec2:VpceServiceName"] = name } : [];

    private static IEnumerable<(string, string)> One(SentParameters sent, string name, string type) => sent.Text(name) is { } id ? [(type, id)] : [];

    private static IEnumerable<(string, string)> Many(SentParameters sent, string name, string type) => sent.Texts(name).Select(id => (type, id));

    private static string Arn(Call call, string type, string id) => $"arn:aws:ec2:{call.Region}:{call.AccountId}:{type}/{id}";
}

/// <summary>What calls of Elastic Load Balancing need.</summary>
internal static class ElbAccess
{
    private const string LinkedRole = "aws-service-role/elasticloadbalancing.amazonaws.com/AWSServiceRoleForElasticLoadBalancing";

    public static IEnumerable<NeededAccess> Of(Call call, SentParameters sent)
    {
        var resources = Resources(call, sent).DefaultIfEmpty(AccessRequest.Anything).ToList();
        foreach (var arn in resources)
        {
            yield return new($"elasticloadbalancing:{call.Action}", arn) { ResourceId = arn };
        }

        if (call.Switches.TagsAtCreationNeedAddTags && call.Action.StartsWith("Create", StringComparison.Ordinal) && sent.Has("Tags."))
        {
            var tagged = call.Action == "CreateListener" ? resources[0].Replace(":loadbalancer/", ":listener/", StringComparison.Ordinal) + "/*" : resources[0];
            yield return new("elasticloadbalancing:AddTags", tagged) { Keys = new Dictionary<string, string> { ["elasticloadbalancing:CreateAction"] = call.Action } };
        }

        if (call.Switches.FirstLoadBalancerNeedsLinkedRole && call.Action == "CreateLoadBalancer" && !call.Account.HasLoadBalancingRole)
        {
            yield return new("iam:CreateServiceLinkedRole", $"arn:aws:iam::{call.AccountId}:role/{LinkedRole}")
            {
                Keys = new Dictionary<string, string> { ["iam:AWSServiceName"] = "elasticloadbalancing.amazonaws.com" },
            };
        }
    }

    private static IEnumerable<string> Resources(Call call, SentParameters sent)
    {
        var own = $"arn:aws:elasticloadbalancing:{call.Region}:{call.AccountId}:";
        return call.Action switch
        {
            _ when call.Action.StartsWith("Describe", StringComparison.Ordinal) => [],
            "CreateLoadBalancer" => [$"{own}loadbalancer/net/{sent.Text("Name")}/*"],
            "CreateTargetGroup" => [$"{own}targetgroup/{sent.Text("Name")}/*"],
            "AddTags" or "RemoveTags" => sent.Texts("ResourceArns"),
            _ => ((string[])["LoadBalancerArn", "TargetGroupArn", "ListenerArn"]).Select(sent.Text).OfType<string>().Take(1),
        };
    }
}
