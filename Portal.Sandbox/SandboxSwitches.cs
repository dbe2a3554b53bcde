using System.Reflection;

namespace Portal.Sandbox;

/// <summary>Where nobody knows for sure how AWS behaves, the sandbox can behave either way. README.md says what each answer means.</summary>
public sealed record SandboxSwitches
{
    /// <summary>A provider may accept an endpoint that was rejected before; else <c>InvalidState</c>.</summary>
    public bool RejectedCanBeAccepted { get; init; } = true;

    /// <summary>To a caller that is not allowed, a service does not exist (<c>InvalidServiceName</c>); else <c>UnauthorizedOperation</c>.</summary>
    public bool NotAllowedMeansInvalidServiceName { get; init; } = true;

    /// <summary>A load balancer cannot lose a zone in which endpoints are connected; else it can.</summary>
    public bool UsedZonesAreKept { get; init; } = true;

    /// <summary>The client token of something that was deleted gives the deleted thing; else it makes a new one.</summary>
    public bool TokensRememberTheDeleted { get; init; } = true;

    /// <summary>What is deleted is listed for a while; else it is gone as soon as it is deleted.</summary>
    public bool DeletedIsListed { get; init; } = true;

    /// <summary>Creating something of Elastic Load Balancing with tags needs <c>elasticloadbalancing:AddTags</c> too.</summary>
    public bool TagsAtCreationNeedAddTags { get; init; } = true;

    /// <summary>An account's first load balancer needs <c>iam:CreateServiceLinkedRole</c> too.</summary>
    public bool FirstLoadBalancerNeedsLinkedRole { get; init; } = true;

    /// <summary>An address outside the VPC is a target only with a zone or <c>all</c>; else a missing one means <c>all</c>.</summary>
    public bool OutsideTargetsNeedZone { get; init; } = true;

    /// <summary>Services of load balancers do not honour endpoint policies, and say so; else they do.</summary>
    public bool PoliciesAreIgnored { get; init; } = true;

    /// <summary>One endpoint too many for a VPC is <c>VpcEndpointLimitExceeded</c>; else <c>ResourceCountLimitExceeded</c>.</summary>
    public bool QuotaNamesEndpoints { get; init; } = true;

    /// <summary>An account, user or role that does not exist cannot be allowed (<c>InvalidPrincipal</c>); else only the form is looked at.</summary>
    public bool UnknownPrincipalsAreRefused { get; init; } = true;

    /// <summary>Whoever decodes an organisation's denial sees the statement that denies; else only that one does.</summary>
    public bool DenialsOfOrganizationsAreDecoded { get; init; } = true;

    /// <summary>The answers that are believed.</summary>
    public static SandboxSwitches Believed { get; } = new();

    /// <summary>The other answer everywhere.</summary>
    public static SandboxSwitches Opposite { get; } = All(new(), (_, _) => false);

    /// <summary>Every switch by name.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Properties().Select(property => property.Name)];

    /// <summary>The believed answers with the other one for a single switch.</summary>
    public static SandboxSwitches Without(string name) => All(new(), (property, value) => property.Name == name ? !value : value);

    private static SandboxSwitches All(SandboxSwitches switches, Func<PropertyInfo, bool, bool> value)
    {
        foreach (var property in Properties())
        {
            property.SetValue(switches, value(property, (bool)property.GetValue(switches)!));
        }

        return switches;
    }

    private static IEnumerable<PropertyInfo> Properties() => typeof(SandboxSwitches).GetProperties().Where(property => property.PropertyType == typeof(bool));
}
