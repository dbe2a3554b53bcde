using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.SecurityGroups;

/// <summary>How EC2 shows rules: one by one, or gathered into permissions by protocol and ports.</summary>
internal static class RuleWriting
{
    public static void Rules(this ReplyWriter reply, Call call, string listName, IEnumerable<(SecurityGroup Group, SecurityRule Rule)> rules) =>
        reply.List(listName, rules, one => reply.Rule(call, one.Group, one.Rule));

    public static void Rule(this ReplyWriter reply, Call call, SecurityGroup group, SecurityRule rule)
    {
        reply.Text("securityGroupRuleId", rule.Id);
        reply.Text("groupId", group.Id);
        reply.Text("groupOwnerId", group.OwnerId);
        reply.Flag("isEgress", rule.IsEgress);
        reply.Text("ipProtocol", rule.Protocol);
        reply.Number("fromPort", rule.FromPort);
        reply.Number("toPort", rule.ToPort);
        reply.Text("cidrIpv4", rule.Ipv4);
        reply.Text("cidrIpv6", rule.Ipv6);
        if (rule.GroupId is not null)
        {
            reply.Structure("referencedGroupInfo", () =>
            {
                reply.Text("groupId", rule.GroupId);
                reply.Text("userId", rule.GroupOwnerId);
            });
        }

        reply.Text("description", rule.Description);
        reply.Tags(call, rule.Id);
    }

    public static void Permissions(this ReplyWriter reply, string listName, IEnumerable<SecurityRule> rules) =>
        reply.List(listName, rules.GroupBy(rule => (rule.Protocol, rule.FromPort, rule.ToPort)), group => Permission(reply, group.Key, [.. group]));

    private static void Permission(ReplyWriter reply, (string Protocol, int From, int To) key, List<SecurityRule> rules)
    {
        reply.Text("ipProtocol", key.Protocol);
        if (key.Protocol != SecurityRule.Every)
        {
            reply.Number("fromPort", key.From);
            reply.Number("toPort", key.To);
        }

        reply.List("groups", rules.Where(rule => rule.GroupId is not null), rule =>
        {
            reply.Text("userId", rule.GroupOwnerId);
            reply.Text("groupId", rule.GroupId);
            reply.Text("description", rule.Description);
        });
        reply.List("ipRanges", rules.Where(rule => rule.Ipv4 is not null), rule =>
        {
            reply.Text("cidrIp", rule.Ipv4);
            reply.Text("description", rule.Description);
        });
        reply.List("ipv6Ranges", rules.Where(rule => rule.Ipv6 is not null), rule =>
        {
            reply.Text("cidrIpv6", rule.Ipv6);
            reply.Text("description", rule.Description);
        });
        reply.List("prefixListIds", Array.Empty<string>(), _ => { });
    }
}
