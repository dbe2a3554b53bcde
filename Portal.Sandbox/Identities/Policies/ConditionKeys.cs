using System.Globalization;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Identities.Policies;

/// <summary>What conditions and variables of a policy may ask about a call.</summary>
internal static class ConditionKeys
{
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(Call call, AwsApi api, NeededAccess needed)
    {
        var keys = OfCaller(call);
        if (TellsTags(call, api, needed))
        {
            AddTags(keys, new SentParameters(call));
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

    /// <summary>What can be asked about every call.</summary>
    public static Dictionary<string, IReadOnlyList<string>> OfCaller(Call call)
    {
        // Condition keys compare without case.
        var keys = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:PrincipalArn"] = [call.Caller.IdentityArn],
            ["aws:PrincipalAccount"] = [call.AccountId],
            ["aws:PrincipalType"] = [call.Caller.IsRoot ? "Account" : call.Caller.IsSession ? "AssumedRole" : "User"],
            ["aws:userid"] = [call.Caller.UserId],
            ["aws:RequestedRegion"] = [call.Region],
            ["aws:CurrentTime"] = [call.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)],
            ["aws:EpochTime"] = [call.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)],
        };
        if (call.Caller is { IsRoot: false, IsSession: false })
        {
            keys["aws:username"] = [call.Caller.PrincipalArn[(call.Caller.PrincipalArn.LastIndexOf('/') + 1)..]];
        }

        if (call.SourceAddress is { } address)
        {
            keys["aws:SourceIp"] = [address];
        }

        return keys;
    }

    /// <summary>EC2 tells of the tags that are sent along only where it asks about what gets them, not about the networks that are named beside it.</summary>
    private static bool TellsTags(Call call, AwsApi api, NeededAccess needed) =>
        needed.Action.StartsWith(api.Service + ":", StringComparison.Ordinal)
        && (!api.IsEc2 || needed.ResourceId is null || call.Action is "CreateTags" or "DeleteTags");

    private static void AddTags(Dictionary<string, IReadOnlyList<string>> keys, SentParameters sent)
    {
        var tags = RequestTags(sent);
        keys["aws:TagKeys"] = [.. tags.Keys.Concat(sent.Texts("TagKeys")).Distinct()];
        foreach (var (key, value) in tags)
        {
            keys[$"aws:RequestTag/{key}"] = [value];
        }
    }

    /// <summary>The tags that the call sends along: <c>Tag.1.Key</c>, <c>TagSpecification.1.Tag.1.Key</c> or <c>Tags.member.1.Key</c>.</summary>
    private static Dictionary<string, string> RequestTags(SentParameters sent) =>
        sent.All.Where(pair => pair.Key.EndsWith(".Key", StringComparison.Ordinal)
            && (pair.Key.Contains("Tag.", StringComparison.Ordinal) || pair.Key.StartsWith("Tags.", StringComparison.Ordinal)))
            .GroupBy(pair => pair.Value)
            .ToDictionary(group => group.Key, group => sent.Text(group.First().Key[..^"Key".Length] + "Value") ?? "");
}
