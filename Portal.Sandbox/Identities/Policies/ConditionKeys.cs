using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Identities.Policies;

/// <summary>What conditions of a policy may ask about a call.</summary>
internal static class ConditionKeys
{
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(Call call, AwsApi api, NeededAccess needed)
    {
        // Condition keys compare without case.
        var keys = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:PrincipalArn"] = [call.Caller.IdentityArn],
            ["aws:PrincipalAccount"] = [call.AccountId],
            ["aws:PrincipalType"] = [call.Caller.IsRoot ? "Account" : call.Caller.IsSession ? "AssumedRole" : "User"],
            ["aws:userid"] = [call.Caller.UserId],
            ["aws:RequestedRegion"] = [call.Region],
            ["aws:CurrentTime"] = [call.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)],
        };
        var tags = RequestTags(call);
        keys["aws:TagKeys"] = [.. tags.Keys];
        foreach (var (key, value) in tags)
        {
            keys[$"aws:RequestTag/{key}"] = [value];
        }

        if (needed.ResourceId is { } id)
        {
            foreach (var (key, value) in call.Tags(id))
            {
                keys[$"aws:ResourceTag/{key}"] = [value];
                keys[$"{api.Service}:ResourceTag/{key}"] = [value];
            }
        }

        foreach (var (key, value) in needed.Keys)
        {
            keys[key] = [value];
        }

        if (api.IsEc2)
        {
            keys["ec2:Region"] = [call.Region];
        }

        return keys;
    }

    /// <summary>The tags that the call sends along: <c>Tag.1.Key</c>, <c>TagSpecification.1.Tag.1.Key</c> or <c>Tags.member.1.Key</c>.</summary>
    private static Dictionary<string, string> RequestTags(Call call)
    {
        var sent = new SentParameters(call);
        return sent.All.Where(pair => pair.Key.EndsWith(".Key", StringComparison.Ordinal)
            && (pair.Key.Contains("Tag.", StringComparison.Ordinal) || pair.Key.StartsWith("Tags.", StringComparison.Ordinal)))
            .GroupBy(pair => pair.Value)
            .ToDictionary(group => group.Key, group => sent.Text(group.First().Key[..^"Key".Length] + "Value") ?? "");
    }
}
