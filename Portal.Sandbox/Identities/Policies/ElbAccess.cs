using Portal.Sandbox.Operations;

namespace Portal.Sandbox.Identities.Policies;

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
            yield return new("elasticloadbalancing:AddTags", tagged)
            {
                Keys = new Dictionary<string, string> { ["elasticloadbalancing:CreateAction"] = call.Action },
            };
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
