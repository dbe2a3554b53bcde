using System.Globalization;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.SecurityGroups;

/// <summary>Lists the caller's security groups with their rules.</summary>
internal sealed class DescribeSecurityGroups : Listing<SecurityGroup>
{
    protected override string ListName => "securityGroupInfo";

    protected override (string Parameter, IdKind Kind)? Ids => ("GroupId", IdKind.SecurityGroup);

    protected override FilterSet<SecurityGroup> Filters { get; } = OnRules(OnRules(
        new FilterSet<SecurityGroup>()
            .On("group-id", (_, group) => group.Id)
            .On("group-name", (_, group) => group.Name)
            .On("description", (_, group) => group.Description)
            .On("owner-id", (_, group) => group.OwnerId)
            .On("vpc-id", (_, group) => group.VpcId),
        "ip-permission", egress: false), "egress.ip-permission", egress: true);

    protected override IEnumerable<SecurityGroup> Visible(Call call) =>
        call.Store.SecurityGroups.OwnedBy(call.AccountId).Where(group => group.Region == call.Region);

    protected override void Write(Call call, ReplyWriter reply, SecurityGroup group)
    {
        reply.Text("ownerId", group.OwnerId);
        reply.Text("groupId", group.Id);
        reply.Text("groupName", group.Name);
        reply.Text("groupDescription", group.Description);
        reply.Text("vpcId", group.VpcId);
        reply.Text("securityGroupArn", group.Arn);
        reply.Permissions("ipPermissions", group.Of(egress: false));
        reply.Permissions("ipPermissionsEgress", group.Of(egress: true));
        reply.Tags(call, group.Id);
    }

    private static FilterSet<SecurityGroup> OnRules(FilterSet<SecurityGroup> filters, string prefix, bool egress)
    {
        return filters
            .OnAny($"{prefix}.cidr", (_, group) => group.Of(egress).Select(rule => rule.Ipv4))
            .OnAny($"{prefix}.ipv6-cidr", (_, group) => group.Of(egress).Select(rule => rule.Ipv6))
            .OnAny($"{prefix}.from-port", (_, group) => group.Of(egress).Select(rule => Port(rule.FromPort)))
            .OnAny($"{prefix}.to-port", (_, group) => group.Of(egress).Select(rule => Port(rule.ToPort)))
            .OnAny($"{prefix}.protocol", (_, group) => group.Of(egress).Select(rule => rule.Protocol))
            .OnAny($"{prefix}.group-id", (_, group) => group.Of(egress).Select(rule => rule.GroupId))
            .OnAny(
                $"{prefix}.group-name",
                (call, group) => group.Of(egress).Select(rule => rule.GroupId is { } id ? call.Store.SecurityGroups.Find(id)?.Name : null))
            .OnAny($"{prefix}.user-id", (_, group) => group.Of(egress).Select(rule => rule.GroupOwnerId))
            .OnAny($"{prefix}.prefix-list-id", (_, _) => []);

        static string? Port(int port) => port < 0 ? null : port.ToString(CultureInfo.InvariantCulture);
    }
}
