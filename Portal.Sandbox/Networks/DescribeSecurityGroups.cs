using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks;

/// <summary>Lists the caller's security groups with their rules.</summary>
internal sealed class DescribeSecurityGroups : Listing<SecurityGroup>
{
    protected override string ListName => "securityGroupInfo";

    protected override (string Parameter, IdKind Kind)? Ids => ("GroupId", IdKind.SecurityGroup);

    protected override FilterSet<SecurityGroup> Filters { get; } = new FilterSet<SecurityGroup>()
        .On("group-id", (_, group) => group.Id)
        .On("group-name", (_, group) => group.Name)
        .On("description", (_, group) => group.Description)
        .On("owner-id", (_, group) => group.OwnerId)
        .On("vpc-id", (_, group) => group.VpcId);

    protected override IEnumerable<SecurityGroup> Visible(Call call) => call.Store.SecurityGroups.OwnedBy(call.AccountId).Where(group => group.Region == call.Region);

    protected override void Write(Call call, ReplyWriter reply, SecurityGroup group)
    {
        reply.Text("ownerId", group.OwnerId);
        reply.Text("groupId", group.Id);
        reply.Text("groupName", group.Name);
        reply.Text("groupDescription", group.Description);
        reply.Text("vpcId", group.VpcId);
        reply.Text("securityGroupArn", $"arn:aws:ec2:{group.Region}:{group.OwnerId}:security-group/{group.Id}");
        reply.List("ipPermissions", group.Ingress, rule => WriteRule(reply, rule));
        reply.List("ipPermissionsEgress", [new InboundRule("-1", 0, 0, "0.0.0.0/0")], rule => WriteRule(reply, rule));
        reply.Tags(call, group.Id);
    }

    private static void WriteRule(ReplyWriter reply, InboundRule rule)
    {
        reply.Text("ipProtocol", rule.Protocol);
        if (rule.Protocol != "-1")
        {
            reply.Number("fromPort", rule.FromPort);
            reply.Number("toPort", rule.ToPort);
        }

        reply.List("groups", Array.Empty<string>(), _ => { });
        reply.List("ipRanges", [rule.Cidr], cidr => reply.Text("cidrIp", cidr));
        reply.List("ipv6Ranges", Array.Empty<string>(), _ => { });
        reply.List("prefixListIds", Array.Empty<string>(), _ => { });
    }
}
