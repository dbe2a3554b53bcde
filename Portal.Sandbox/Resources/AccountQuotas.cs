namespace Portal.Sandbox.Resources;

/// <summary>The quotas that AWS raises for an account on request, with their defaults.</summary>
internal sealed record AccountQuotas
{
    private const int MostSecurityGroups = 16;
    private const int MostEndpoints = 10_000;

    public int SecurityGroupsPerInterface { get; init; } = 5;

    /// <summary>Interface endpoints of one VPC.</summary>
    public int EndpointsPerVpc { get; init; } = 50;

    /// <summary>Everything that is wrong with them.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. Within(SecurityGroupsPerInterface, MostSecurityGroups, "securityGroupsPerInterface"),
        .. Within(EndpointsPerVpc, MostEndpoints, "endpointsPerVpc"),
    ];

    private static IEnumerable<string> Within(int quota, int most, string name) => quota >= 1 && quota <= most ? [] : [$"{name}: from 1 to {most}"];
}
