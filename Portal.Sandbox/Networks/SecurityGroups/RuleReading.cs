using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Networks.SecurityGroups;

/// <summary>Reads the rules of a request, one for each peer it names; in the list form or the flat one of old.</summary>
internal static class RuleReading
{
    private const int HighestPort = 65535;

    private static readonly Dictionary<string, string> Names = new() { ["1"] = "icmp", ["6"] = "tcp", ["17"] = "udp", ["58"] = "icmpv6" };

    public static IReadOnlyList<SecurityRule> Read(Call call, SecurityGroup group, bool egress)
    {
        var parameters = call.Parameters;
        var permissions = parameters.Items("IpPermissions");
        var flat = parameters.Text("IpProtocol") is { Length: > 0 } ? Rule(parameters, egress) : null;
        var range = parameters.Text("CidrIp");
        if (flat is not null)
        {
            return [flat with { Ipv4 = Range(string.IsNullOrEmpty(range) ? throw CommonErrors.MissingParameter(AwsApi.Ec2, "CidrIp") : range) }];
        }

        return [.. permissions.SelectMany(permission => Of(call, group, permission, egress))];
    }

    private static List<SecurityRule> Of(Call call, SecurityGroup group, QueryParameters permission, bool egress)
    {
        var rule = Rule(permission, egress);
        var ranges = permission.Items("IpRanges").Select(item => New(rule) with { Ipv4 = Range(item.Required("CidrIp")), Description = Text(item) });
        var wide = permission.Items("Ipv6Ranges").Select(item => New(rule) with { Ipv6 = Range6(item.Required("CidrIpv6")), Description = Text(item) });
        var groups = permission.Items("Groups")
            .Select(item => New(rule) with { GroupId = Peer(call, group, item), GroupOwnerId = call.AccountId, Description = Text(item) });
        if (permission.Items("PrefixListIds").Select(item => item.Required("PrefixListId")).FirstOrDefault() is { } prefixes)
        {
            throw new AwsError("InvalidPrefixListID.NotFound", $"The prefix list ID '{prefixes}' does not exist");
        }

        List<SecurityRule> rules = [.. ranges, .. wide, .. groups];
        return rules.Count > 0 ? rules : throw new AwsError("MissingParameter", "The request must contain a source or destination for each permission");
    }

    private static SecurityRule New(SecurityRule rule) => rule with { Id = AwsIds.New(IdKind.SecurityGroupRule.Prefix) };

    private static SecurityRule Rule(QueryParameters parameters, bool egress)
    {
        var protocol = parameters.Required("IpProtocol").ToLowerInvariant();
        protocol = Names.GetValueOrDefault(protocol, protocol);
        var (from, to) = (parameters.Number("FromPort", -1, HighestPort), parameters.Number("ToPort", -1, HighestPort));
        var isKnown = protocol == SecurityRule.Every || Names.ContainsValue(protocol)
            || (int.TryParse(protocol, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 255);
        if (!isKnown)
        {
            throw new AwsError("InvalidParameterValue", $"Invalid value '{protocol}' for IP protocol. Unknown protocol.");
        }

        var hasPorts = Names.ContainsValue(protocol);
        if (hasPorts && (from is null || to is null))
        {
            throw new AwsError(
                "MissingParameter", $"The request must contain the parameter {(from is null ? "fromPort" : "toPort")} for protocol '{protocol}'");
        }

        if (protocol is "tcp" or "udp" && (from < 0 || to < 0 || from > to))
        {
            throw new AwsError("InvalidParameterValue", $"Invalid {protocol.ToUpperInvariant()} port range ({from}, {to})");
        }

        return new()
        {
            Id = AwsIds.New(IdKind.SecurityGroupRule.Prefix),
            IsEgress = egress,
            Protocol = protocol,
            FromPort = hasPorts ? from!.Value : -1,
            ToPort = hasPorts ? to!.Value : -1,
        };
    }

    private static string Range(string text) => Cidr.TryParse(text, out var cidr) ? cidr.Canonical().ToString() : throw NetworkErrors.MalformedCidr(text);

    private static string Range6(string text) =>
        IPNetwork.TryParse(text, out var range) && range.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6
            ? range.ToString()
            : throw NetworkErrors.MalformedCidr(text);

    private static string Peer(Call call, SecurityGroup group, QueryParameters item)
    {
        item.Text("UserId");
        var peer = call.OwnSecurityGroup(item.Required("GroupId"));
        return peer.VpcId == group.VpcId
            ? peer.Id
            : throw new AwsError("InvalidGroup.NotFound", "You have specified two resources that belong to different networks.");
    }

    private static string? Text(QueryParameters item) => item.Text("Description") is { Length: > 0 } text ? text : null;
}
