using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.SecurityGroups;

/// <summary>What the two ways to take rules back have in common: by id, or by saying the rule again.</summary>
internal abstract class RuleRemoval(bool egress) : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var group = call.OwnSecurityGroup(call.Parameters.Required("GroupId"));
        var ids = call.Parameters.Texts("SecurityGroupRuleId").Select(IdKind.SecurityGroupRule.Check).ToHashSet();
        var named = RuleReading.Read(call, group, egress);
        call.EndDryRun();
        if ((ids.Count == 0) == (named.Count == 0))
        {
            throw ids.Count == 0
                ? CommonErrors.MissingParameter(Api, "IpPermissions")
                : new AwsError("InvalidParameterCombination", "The parameters IpPermissions and SecurityGroupRuleId cannot be used together");
        }

        var rules = group.Of(egress).ToList();
        if (ids.Except(rules.Select(rule => rule.Id)).FirstOrDefault() is { } unknown)
        {
            throw IdKind.SecurityGroupRule.NotFound(unknown);
        }

        if (named.Any(rule => rules.All(other => other.Key != rule.Key)))
        {
            throw new AwsError("InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
        }

        var gone = rules.Where(rule => ids.Contains(rule.Id) || named.Any(other => other.Key == rule.Key)).ToList();
        call.Store.SecurityGroups.Put(group with { Rules = [.. group.Rules.Except(gone)] });
        gone.ForEach(rule => TagRules.Remove(call, rule.Id));
        call.Touched(group.Id);
        reply.Flag("return", true);
    }
}

/// <summary>No longer lets traffic in.</summary>
internal sealed class RevokeSecurityGroupIngress() : RuleRemoval(egress: false);

/// <summary>No longer lets traffic out.</summary>
internal sealed class RevokeSecurityGroupEgress() : RuleRemoval(egress: true);
