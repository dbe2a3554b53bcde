using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.SecurityGroups;

/// <summary>What letting in and letting out have in common: all rules of the call are added, or none.</summary>
internal abstract class RuleAddition(bool egress) : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("GroupId");
        var tags = TagRules.OfSpecifications(call.Parameters, IdKind.SecurityGroupRule);
        var group = call.OwnSecurityGroup(id);
        var added = RuleReading.Read(call, group, egress);
        call.EndDryRun();
        if (added.Count == 0)
        {
            throw CommonErrors.MissingParameter(Api, "IpPermissions");
        }

        if (added.FirstOrDefault(rule => group.Rules.Concat(added.Where(other => other != rule)).Any(other => other.Key == rule.Key)) is { } twice)
        {
            throw new AwsError("InvalidPermission.Duplicate", $"the specified rule \"{twice.DisplayText}\" already exists");
        }

        if (group.Of(egress).Count() + added.Count > Quotas.RulesPerSecurityGroup)
        {
            throw new AwsError("RulesPerSecurityGroupLimitExceeded", "The maximum number of rules per security group has been reached.");
        }

        call.Store.SecurityGroups.Put(group with { Rules = [.. group.Rules, .. added] });
        foreach (var rule in added)
        {
            TagRules.Put(call, rule.Id, group.OwnerId, group.Region, IdKind.SecurityGroupRule.ResourceType, tags);
            call.Touched(rule.Id);
        }

        reply.Flag("return", true);
        reply.Rules(call, "securityGroupRuleSet", added.Select(rule => (group, rule)));
    }
}

/// <summary>Lets traffic in.</summary>
internal sealed class AuthorizeSecurityGroupIngress() : RuleAddition(egress: false);

/// <summary>Lets traffic out.</summary>
internal sealed class AuthorizeSecurityGroupEgress() : RuleAddition(egress: true);
