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
        return sent.All.Where(pair => pair.Key.EndsWith(".Key", StringComparison.Ordinal) && (pair.Key.Contains("Tag.", StringComparison.Ordinal) || pair.Key.StartsWith("Tags.", StringComparison.Ordinal)))
            .GroupBy(pair => pair.Value)
            .ToDictionary(group => group.Key, group => sent.Text(group.First().Key[..^"Key".Length] + "Value") ?? "");
    }
}

/// <summary>The parameters of a call as they were sent. Looking at them here does not count as having understood them.</summary>
internal sealed class SentParameters(Call call)
{
    public IReadOnlyList<KeyValuePair<string, string>> All { get; } = [.. call.Parameters.All()];

    public string? Text(string name) => All.FirstOrDefault(pair => pair.Key == name).Value is { Length: > 0 } value ? value : null;

    /// <summary>The texts of a list, <c>Name.1</c> or <c>Name.member.1</c>.</summary>
    public IEnumerable<string> Texts(string name) => All
        .Where(pair => pair.Value.Length > 0 && pair.Key.StartsWith(name + ".", StringComparison.Ordinal) && char.IsAsciiDigit(pair.Key[^1]) && pair.Key[(name.Length + 1)..].Replace("member.", "", StringComparison.Ordinal).All(char.IsAsciiDigit))
        .Select(pair => pair.Value);

    /// <summary>Whether it asks for certain resources, rather than for all of a kind.</summary>
    public bool NamesResources => All.Any(pair =>
        !pair.Key.StartsWith("Filter.", StringComparison.Ordinal) && pair.Key.Split('.')[0] is var name
        && (name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("Arn", StringComparison.Ordinal) || name.EndsWith("Arns", StringComparison.Ordinal) || name is "Names" or "ServiceName"));

    public bool Has(string prefix) => All.Any(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal));

    public bool IsTrue(string name) => Text(name)?.Equals("true", StringComparison.OrdinalIgnoreCase) == true;
}
