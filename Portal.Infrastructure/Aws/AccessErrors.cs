using System.Text.RegularExpressions;
using Portal.Domain.Provisioning;
using static Portal.Domain.Provisioning.RetryClass;

namespace Portal.Infrastructure.Aws;

/// <summary>What AWS says when somebody's policy stands in the way: who it was, and whether they forbid it or only do not allow it.</summary>
/// <remarks>
/// AWS ends such a refusal with "with an explicit deny in a service control policy" (and, within an organisation, that policy's ARN) or with
/// "because no identity-based policy allows the ec2:CreateVpcEndpoint action". Which condition of a Deny was met it does not say here, so neither does it name
/// the tag that a Deny asks for: EC2 does so in a message that has to be decoded (<see cref="TagDemands"/>). A tag policy's refusal names its key.
/// </remarks>
internal static class AccessErrors
{
    private const string Doing = @"not authorized to perform: (?<action>[\w-]+:\w+)[\s\S]*";
    private const string Tagging = @"not authorized to perform: (?<action>[\w-]+:(Create|AddTags|RunInstances)\w*)[\s\S]*";
    private const string TagPolicyKey = @"for the following tag keys?: '?(?<key>[^'.]+)'?";
    private const string Tags = "; a Deny on creating often asks for tags: then change the connection or service and give it those that it asks for";

    private static readonly (string Type, string Deny, string Lack, string Where, Party? Owner, WayOut WayOut)[] Policies =
    [
        ("service control policy", "an explicit Deny in the organisation's service control policy${policy} forbids",
            "the organisation's service control policies do not allow", "that service control policy", Party.NetworkAdmin, WayOut.Organization),
        ("resource control policy", "an explicit Deny in the organisation's resource control policy${policy} forbids",
            "the organisation's resource control policies do not allow", "that resource control policy", Party.NetworkAdmin, WayOut.Organization),
        ("permissions boundary", "an explicit Deny in the permissions boundary${policy} of the portal's role forbids",
            "the permissions boundary of the portal's role does not allow", "the role's permissions boundary", null, WayOut.Role),
        ("session policy", "an explicit Deny in the policy of the portal's session${policy} forbids",
            "the policy of the portal's session does not allow", "whatever gives the portal its sessions", Party.Operator, WayOut.PortalSettings),
        ("VPC endpoint policy", "an explicit Deny in the policy of the endpoint through which the portal calls AWS forbids",
            "the policy of the endpoint through which the portal calls AWS does not allow", "that endpoint's policy", Party.Operator, WayOut.EndpointPolicy),
        ("resource-based policy", "an explicit Deny in the policy of the resource${policy} forbids",
            "the policy of the resource does not allow", "the resource's policy", null, WayOut.Role),
        ("identity-based policy", "an explicit Deny in a policy${policy} of the portal's role forbids",
            "no policy of the portal's role allows", "the role's policies", null, WayOut.Role),
    ];

    public static readonly IReadOnlyList<AwsErrorRow> Rows =
    [
        .. OfAssuming(),
        .. new[] { "UnauthorizedOperation", "AccessDenied", "AccessDeniedException" }.SelectMany(OfActing),
        new("TagPolicyViolation", UserFix, Party.NetworkAdmin, "The organisation's tag policy does not take the value of the tag ${key}",
            "Change the connection or service: give ${key} a value that the tag policy takes; or have the policy take this one", WayOut.Organization,
            TagPolicyKey),
        new("TagPolicyViolation", UserFix, Party.NetworkAdmin, "The organisation's tag policy does not take the tags",
            "Change the connection or service: give tags that the tag policy takes; or have the policy take these", WayOut.Organization),
        new("InvalidClientTokenId", UserFix, null, "AWS does not take the role's credentials in this region",
            "Check that the region is enabled for the account, then retry", WayOut.Regions, TokenService: false),
        new("AuthFailure", UserFix, null, "AWS does not take the role's credentials in this region",
            "Check that the region is enabled for the account, then retry", WayOut.Regions),
        new("OptInRequired", UserFix, null, "The account has not opted in to this region or service", "Enable it for the account, then retry", WayOut.Regions),
        new("SignatureDoesNotMatch", UserFix, Party.Operator, "AWS does not take the portal's signature",
            "Check the clock and the proxy of the portal's machine, then retry", WayOut.PortalSettings),
        new("RequestTimeTooSkewed", UserFix, Party.Operator, "The portal's clock is wrong", "Set the clock of the portal's machine, then retry",
            WayOut.PortalSettings),
    ];

    /// <returns>The key that a tag policy's refusal names; none where it names none.</returns>
    public static string? KeyOfTagPolicy(string message) =>
        Regex.Match(message, TagPolicyKey, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)) is { Success: true } match
            ? match.Groups["key"].Value.Trim()
            : null;

    private static IEnumerable<AwsErrorRow> OfAssuming() =>
    [
        new("AccessDenied", UserFix, Party.NetworkAdmin, "An explicit Deny in the organisation's ${type} forbids the portal to assume its role",
            "Have that policy except the portal's role in this account, then retry", WayOut.Organization,
            "explicit deny in an? (?<type>(service|resource) control policy)", TokenService: true),
        new("AccessDenied", UserFix, Party.Operator,
            "An explicit Deny in a policy of the portal's own user or role forbids it to assume its role in the account",
            "Take sts:AssumeRole on this role out of that Deny, then retry", WayOut.PortalSettings,
            "explicit deny in an? identity-based policy", TokenService: true),
        new("AccessDenied", UserFix, null, "The portal may not assume its role in the account",
            "Let the role's trust policy name the portal's principal and the external id, then retry", WayOut.RoleTrust, TokenService: true),
        new("RegionDisabledException", UserFix, Party.Operator, "The Security Token Service is switched off in the portal's home region",
            "Activate it there in the portal's own account, or set Portal:Aws:HomeRegion to another region", WayOut.PortalSettings, TokenService: true),
        new("ValidationError", UserFix, null, "AWS does not take the role's ARN or external id", "Give the account the ARN of a role that exists",
            WayOut.RoleTrust, TokenService: true),
        new("InvalidClientTokenId", UserFix, Party.Operator, "AWS does not know the portal's base credentials", "Give the portal valid base credentials",
            WayOut.PortalSettings, TokenService: true),
        new("SignatureDoesNotMatch", UserFix, Party.Operator, "The portal's base credentials do not fit together", "Give the portal valid base credentials",
            WayOut.PortalSettings, TokenService: true),
        new("ExpiredToken", UserFix, Party.Operator, "The portal's base credentials have expired", "Give the portal valid base credentials",
            WayOut.PortalSettings, TokenService: true),
    ];

    // In order: what creates may be short of tags, so its rows stand before those of the same policy for everything else.
    private static IEnumerable<AwsErrorRow> OfActing(string code) =>
    [
        .. Policies.SelectMany(policy => new[] { Denies(code, policy, Tagging, Tags), Denies(code, policy, Doing, ""), Lacks(code, policy) }),
        new(code, UserFix, null, "The portal's role in the account may not do ${action}", "Allow ${action} in the role's policies, then retry", WayOut.Role,
            @"not authorized to perform: (?<action>[\w-]+:\w+)", TokenService: false),
        // EC2 says more only to whoever may decode it.
        new(code, UserFix, null, "The portal's role in the account may not do this; AWS says why in a message that has to be decoded",
            "Decode the message in the operation's details with aws sts decode-authorization-message, mend the policy that it names, then retry", WayOut.Role,
            "Encoded authorization failure message", TokenService: false),
        new(code, UserFix, null, "The portal's role in the account may not do this", "Allow the role what the step needs, then retry", WayOut.Role,
            TokenService: false),
    ];

    private static AwsErrorRow Denies(
        string code, (string Type, string Deny, string Lack, string Where, Party? Owner, WayOut WayOut) policy, string doing, string tags) => new(
        code, UserFix, policy.Owner, $"{Capital(policy.Deny)} ${{action}}",
        $"Take ${{action}} out of the Deny in {policy.Where}, or meet its conditions, then retry; to allow the action elsewhere does not help{tags}",
        policy.WayOut, $@"{doing}with an explicit deny in an? {policy.Type}(: (?<policy>arn:\S*[^\s.]))?", TokenService: false);

    private static AwsErrorRow Lacks(string code, (string Type, string Deny, string Lack, string Where, Party? Owner, WayOut WayOut) policy) => new(
        code, UserFix, policy.Owner, $"{Capital(policy.Lack)} ${{action}}", $"Allow ${{action}} in {policy.Where}, then retry",
        policy.WayOut, $"{Doing}because no {policy.Type} allows", TokenService: false);

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
