using Portal.Sandbox.Seeding;

namespace Portal.EndToEnd.Tests.Processes;

/// <summary>What the demo's people ask the API for.</summary>
public static class Requests
{
    /// <summary>Priya publishes the payments API.</summary>
    public static object PaymentsApi() => Service("payments-prod", "payments-core", "Payments API", 443);

    /// <summary>Priya publishes it under a private DNS name.</summary>
    public static object Named(string name) => Service("payments-prod", "payments-core", "Payments API", 443, name);

    /// <summary>Viktor publishes his database.</summary>
    public static object Postgres() => Service("quarry-saas", "quarry-data", "Quarry Postgres", 5432);

    /// <summary>Priya publishes another service beside the payments API.</summary>
    public static object Ledger() => Service("payments-prod", "payments-core", "Payments ledger", 8443);

    /// <summary>What the only port of that service leads to, and how it is looked after.</summary>
    public static object LedgerListeners(object target, int interval) => new[]
    {
        new
        {
            protocol = "TCP", port = 8443,
            targetGroup = new { protocol = "TCP", port = 8443, targets = new[] { target }, healthCheck = new { protocol = "TCP", intervalSeconds = interval } },
        },
    };

    /// <summary>Chen asks for a connection of the storefront.</summary>
    public static object Storefront(string serviceId) => Connection(serviceId, "storefront-prod", "storefront", "-app-", "web");

    /// <summary>The same with private DNS.</summary>
    public static object StorefrontByName(string serviceId) => Connection(serviceId, "storefront-prod", "storefront", "-app-", "web", privateDns: true);

    /// <summary>Chen asks for a connection of the storefront's staging.</summary>
    public static object Staging(string serviceId) => Connection(serviceId, "storefront-staging", "storefront-staging", "-app-", "web");

    /// <summary>Amara asks for a connection of the reports.</summary>
    public static object Reporting(string serviceId) => Connection(serviceId, "analytics-prod", "analytics", "-jobs-", "data-clients");

    private static object Service(string alias, string vpcName, string name, int port, string? privateDnsName = null)
    {
        var account = SandboxSeed.Default.Account(alias);
        var vpc = account.Vpc(vpcName);
        return new
        {
            name,
            privateDnsName,
            accountId = account.AccountId,
            region = account.Region,
            vpcId = vpc.VpcId,
            subnetIds = vpc.Subnets.Select(subnet => subnet.SubnetId),
            listeners =
                new[] { new { protocol = "TCP", port, targetGroup = new { protocol = "TCP", port,
                    targets = new[] { new { kind = "ip", id = vpc.Instances[0].PrivateIp } } } } },
        };
    }

    private static object Connection(string serviceId, string alias, string vpcName, string subnets, string group, bool privateDns = false)
    {
        var account = SandboxSeed.Default.Account(alias);
        var vpc = account.Vpc(vpcName);
        return new
        {
            serviceId,
            accountId = account.AccountId,
            region = account.Region,
            vpcId = vpc.VpcId,
            subnets = vpc.Subnets.Where(subnet => subnet.Name.Contains(subnets, StringComparison.Ordinal)).Take(2)
                .Select(subnet => new { subnetId = subnet.SubnetId }),
            securityGroupIds = new[] { vpc.SecurityGroups.Single(known => known.Name == group).GroupId },
            privateDns,
            justification = "For a test",
        };
    }
}
