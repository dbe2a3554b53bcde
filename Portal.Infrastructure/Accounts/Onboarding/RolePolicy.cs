using System.Text.Json.Nodes;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Accounts.Onboarding;

/// <summary>What the portal's role in an account has to allow: what its steps need there, action by action, and what it reads before and after them.</summary>
/// <remarks>Made from the step definitions, so a new kind of step brings its permission along.</remarks>
public static class RolePolicy
{
    public const string RoleName = "PrivateLinkPortal";

    private const string ServiceLinkedRoles = ":role/aws-service-role/";

    // EC2 and Elastic Load Balancing know no resource for most of what is read.
    private static readonly string[] ReadByBoth =
    [
        "ec2:DescribeAvailabilityZones", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcAttribute",
        "ec2:DescribeVpcs", "sts:DecodeAuthorizationMessage",
    ];

    private static readonly string[] ReadByProvider =
    [
        "ec2:DescribeVpcEndpointConnections", "ec2:DescribeVpcEndpointServiceConfigurations", "ec2:DescribeVpcEndpointServicePermissions",
        "elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeLoadBalancerAttributes", "elasticloadbalancing:DescribeLoadBalancers",
        "elasticloadbalancing:DescribeTags", "elasticloadbalancing:DescribeTargetGroupAttributes", "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth",
    ];

    private static readonly string[] ReadByConsumer = ["ec2:DescribeVpcEndpoints", "route53:ListHostedZonesByVPC"];

    // A shared VPC, its subnets and the groups in it are another account's.
    private static readonly string[] MayBeShared = ["vpc/*", "subnet/*", "security-group/*"];

    /// <param name="uses">What the portal is to do there; at least one.</param>
    public static JsonObject Of(AwsPartition partition, string accountId, IReadOnlyCollection<AccountUse> uses) => Document(
    [
        Statement("Read", [.. Reads(uses).Order(StringComparer.Ordinal)], ["*"]),
        .. Writes(uses)
            .SelectMany(action => action.Resources.Select(resource => (action.Action, Resource: Filled(resource, partition, accountId))))
            .GroupBy(one => one.Action, one => one.Resource)
            .Select(one => (Action: one.Key, Resources: one.Distinct().Order(StringComparer.Ordinal).ToArray()))
            .GroupBy(one => string.Join(' ', one.Resources))
            .OrderBy(group => group.Min(one => one.Action), StringComparer.Ordinal)
            .Select((group, index) => Statement(
                $"Write{index + 1}", [.. group.Select(one => one.Action).Order(StringComparer.Ordinal)], group.First().Resources)),
    ]);

    /// <summary>Who may assume the role: the portal's account, and only with the external id.</summary>
    public static JsonObject Trust(AwsPartition partition, string portalAccountId, string externalId) => Document(
    [
        new JsonObject
        {
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["AWS"] = partition.AccountRoot(portalAccountId) },
            ["Action"] = "sts:AssumeRole",
            ["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["sts:ExternalId"] = externalId } },
        },
    ]);

    /// <summary>
    /// The same, one by one: each action, with the kind of resource behind it where one of EC2's is needed for several kinds that are permitted apart.
    /// </summary>
    public static IReadOnlyList<string> Permissions(IReadOnlyCollection<AccountUse> uses) =>
    [
        .. Reads(uses).Concat(Writes(uses).SelectMany(Named)).Distinct().Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Named(IamAction action) => action.Action is "ec2:CreateTags" or "ec2:DeleteTags"
        ? action.Resources.Select(resource => $"{action.Action} {resource.Split(':')[^1].Split('/')[0]}")
        : [action.Action];

    private static IEnumerable<string> Reads(IReadOnlyCollection<AccountUse> uses) =>
    [
        .. ReadByBoth,
        .. uses.Contains(AccountUse.Provider) ? ReadByProvider : [],
        .. uses.Contains(AccountUse.Consumer) ? ReadByConsumer : [],
    ];

    private static IEnumerable<IamAction> Writes(IReadOnlyCollection<AccountUse> uses) => StepDefinitions.All
        .Where(step => uses.Contains(step.Side == Party.Provider ? AccountUse.Provider : AccountUse.Consumer))
        .SelectMany(step => step.Permissions);

    private static string Filled(string resource, AwsPartition partition, string accountId) => resource
        .Replace("{partition}", partition.Name, StringComparison.Ordinal)
        .Replace("{region}", "*", StringComparison.Ordinal)
        .Replace("{account}", MayBeShared.Any(shared => resource.EndsWith($":{shared}", StringComparison.Ordinal)) ? "*" : accountId, StringComparison.Ordinal);

    private static JsonObject Statement(string id, string[] actions, string[] resources)
    {
        var statement = new JsonObject { ["Sid"] = id, ["Effect"] = "Allow", ["Action"] = Texts(actions), ["Resource"] = Texts(resources) };
        if (resources is [var role] && role.Contains(ServiceLinkedRoles, StringComparison.Ordinal))
        {
            // The role's path names the service for which alone it may be made.
            statement["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["iam:AWSServiceName"] = role.Split('/')[^2] } };
        }

        return statement;
    }

    private static JsonArray Texts(string[] texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static JsonObject Document(JsonObject[] statements) => new() { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements]) };
}
