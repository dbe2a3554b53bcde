namespace Portal.Sandbox.Networks;

/// <summary>AWS's default quotas, but for those that an account can have raised.</summary>
internal static class Quotas
{
    public const int VpcsPerRegion = 5;
    public const int SubnetsPerVpc = 200;
    public const int SecurityGroupsPerRegion = 2500;

    /// <summary>Rules of one direction.</summary>
    public const int RulesPerSecurityGroup = 60;
    public const int RouteTablesPerVpc = 200;
    public const int RoutesPerRouteTable = 50;
    public const int VpnGatewaysPerRegion = 5;
    public const int LoadBalancersPerRegion = 50;
    public const int ListenersPerLoadBalancer = 50;
}
