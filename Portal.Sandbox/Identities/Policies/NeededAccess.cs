using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Identities.Policies;

/// <summary>One permission that a call needs: the action itself on each of its resources, and the actions that depend on it.</summary>
internal sealed record NeededAccess(string Action, string Resource)
{
    private static readonly Dictionary<string, string> NoKeys = [];

    /// <summary>The id under which the resource's tags are kept, if there is a resource yet.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Condition keys that hold for this permission alone.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = NoKeys;

    public static IEnumerable<NeededAccess> Of(Call call, AwsApi api) =>
        api.IsEc2 ? Ec2Access.Of(call, new(call))
        : api == AwsApi.ElasticLoadBalancing ? ElbAccess.Of(call, new(call))
        // Route 53 makes sure that whoever lists the zones of VPCs may see the VPCs.
        : api == AwsApi.Route53 ? [new($"route53:{call.Action}", AccessRequest.Anything), new("ec2:DescribeVpcs", AccessRequest.Anything)]
        : call.Action == nameof(DecodeAuthorizationMessage) ? [new($"sts:{call.Action}", AccessRequest.Anything)]
        : [];
}
