using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Identities.Policies;

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
                : new($"ec2:{call.Action}", Arn(call, type, id)) { ResourceId = id == "*" ? null : id, Keys = type == "vpc-endpoint" ? ServiceKeys(sent) : [] };
        }

        if (call.Action.StartsWith("Create", StringComparison.Ordinal) && sent.Has("TagSpecification.")
            && sent.Text("TagSpecification.1.ResourceType") is { } tagged)
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
        "CreateVpcEndpoint" =>
            [("vpc-endpoint", "*"), .. One(sent, "VpcId", "vpc"), .. Many(sent, "SubnetId", "subnet"), .. Many(sent, "SecurityGroupId", "security-group")],
        "ModifyVpcEndpoint" =>
            [.. One(sent, "VpcEndpointId", "vpc-endpoint"), .. Many(sent, "AddSubnetId", "subnet"), .. Many(sent, "AddSecurityGroupId", "security-group")],
        "DeleteVpcEndpoints" => Many(sent, "VpcEndpointId", "vpc-endpoint"),
        "CreateVpcEndpointServiceConfiguration" => [("vpc-endpoint-service", "*")],
        "DeleteVpcEndpointServiceConfigurations" => Many(sent, "ServiceId", "vpc-endpoint-service"),
        "ModifyVpcEndpointServiceConfiguration" or "ModifyVpcEndpointServicePermissions" or "ModifyVpcEndpointServicePayerResponsibility"
            or "StartVpcEndpointServicePrivateDnsVerification" or "AcceptVpcEndpointConnections" or "RejectVpcEndpointConnections"
            or "DescribeVpcEndpointServicePermissions" => One(sent, "ServiceId", "vpc-endpoint-service"),
        "CreateTags" or "DeleteTags" => sent.Texts("ResourceId").Select(id => (IdKind.OfId(id)?.ResourceType ?? "*", id)),
        _ when AwsApi.IsReading(call.Action) => [],
        _ => [.. Made.TryGetValue(call.Action, out var made) ? [(made, "*")] : Array.Empty<(string, string)>(), .. Named(sent)],
    };

    /// <summary>Whatever the call names by an id: EC2 asks about nearly all of it.</summary>
    private static IEnumerable<(string Type, string Id)> Named(SentParameters sent) =>
        sent.All.Select(pair => (Kind: IdKind.OfId(pair.Value), pair.Value))
            .Where(named => named.Kind is not null)
            .Select(named => (named.Kind!.ResourceType, named.Value)).Distinct();

    private static Dictionary<string, string> ServiceKeys(SentParameters sent) =>
        sent.Text("ServiceName") is { } name ? new() { ["ec2:VpceServiceName"] = name } : [];

    private static IEnumerable<(string, string)> One(SentParameters sent, string name, string type) => sent.Text(name) is { } id ? [(type, id)] : [];

    private static IEnumerable<(string, string)> Many(SentParameters sent, string name, string type) => sent.Texts(name).Select(id => (type, id));

    private static string Arn(Call call, string type, string id) => $"arn:aws:ec2:{call.Region}:{call.AccountId}:{type}/{id}";
}
