using Portal.Sandbox.Seeding;

namespace Portal.EndToEnd.Tests.Processes;

/// <summary>What the demo's people ask the API for.</summary>
public static class Requests
{
    /// <summary>Priya publishes the payments API.</summary>
    public static object PaymentsApi()
    {
        var account = SandboxSeed.Default.Account("payments-prod");
        var vpc = account.Vpc("payments-core");
        return new
        {
            name = "Payments API",
            accountId = account.AccountId,
            region = account.Region,
            vpcId = vpc.VpcId,
            subnetIds = vpc.Subnets.Select(subnet => subnet.SubnetId),
            listeners = new[] { new { protocol = "TCP", port = 443, targetGroup = new { protocol = "TCP", port = 443, targets = new[] { new { kind = "ip", id = vpc.Instances[0].PrivateIp } } } } },
        };
    }
}
