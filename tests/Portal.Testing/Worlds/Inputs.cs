using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Sandbox.Seeding;

namespace Portal.Testing.Worlds;

/// <summary>What people of a test's world enter when nothing is wrong with it; tests change a part with <c>with</c>.</summary>
public static class Inputs
{
    /// <summary>Priya's service: payments-prod, three zones, one TCP listener with the VPC's instances as addresses.</summary>
    public static PublishServiceInput PaymentsApi(SandboxSeed seed) => Service(seed, "payments-prod", "payments-core", "Payments API", 443);

    /// <summary>Viktor's service: quarry-saas, three zones, one TCP listener.</summary>
    public static PublishServiceInput Postgres(SandboxSeed seed) => Service(seed, "quarry-saas", "quarry-data", "Quarry Postgres", 5432);

    public static PublishServiceInput Service(SandboxSeed seed, string alias, string vpcName, string name, int port)
    {
        var account = seed.Account(alias);
        var vpc = account.Vpc(vpcName);
        var targets = vpc.Instances.Take(2).Select(instance => new TargetInput("ip", instance.PrivateIp, null, null)).ToList();
        return new(
            name, "For tests.", account.AccountId, account.Region, vpc.VpcId, [.. vpc.Subnets.Select(subnet => subnet.SubnetId)],
            [new("TCP", port, new("TCP", port, null, targets))], null, null, null, null, null);
    }

    /// <summary>Chen's request: storefront-prod, two zones.</summary>
    public static RequestConnectionInput Checkout(SandboxSeed seed, Guid serviceId) =>
        Connection(seed, serviceId, "storefront-prod", "storefront", ["storefront-app-az1", "storefront-app-az2"], "web");

    /// <summary>Chen's request from the other account of the team: storefront-staging, one zone.</summary>
    public static RequestConnectionInput Staging(SandboxSeed seed, Guid serviceId) =>
        Connection(seed, serviceId, "storefront-staging", "storefront-staging", ["storefront-staging-app-az1"], "web");

    /// <summary>Amara's request: analytics-prod, one zone.</summary>
    public static RequestConnectionInput Reporting(SandboxSeed seed, Guid serviceId) =>
        Connection(seed, serviceId, "analytics-prod", "analytics", ["analytics-jobs-az2"], "data-clients");

    /// <summary>Amara's request from the account that her team manages itself, with nothing said about its network.</summary>
    public static RequestConnectionInput Partner(SandboxSeed seed, Guid serviceId)
    {
        var account = seed.Account("analytics-partner");
        return new(serviceId, account.AccountId, account.Region, null, null, null, null, "For a test.", null, null, null);
    }

    public static RequestConnectionInput Connection(SandboxSeed seed, Guid serviceId, string alias, string vpcName, string[] subnets, string group)
    {
        var account = seed.Account(alias);
        var vpc = account.Vpc(vpcName);
        return new(
            serviceId, account.AccountId, account.Region, vpc.VpcId,
            [.. vpc.Subnets.Where(subnet => subnets.Contains(subnet.Name)).Select(subnet => new SubnetInput(subnet.SubnetId, null))],
            [vpc.SecurityGroups.Single(candidate => candidate.Name == group).GroupId], false, "For a test.", null, null, null);
    }
}
