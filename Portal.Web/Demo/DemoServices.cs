using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Sandbox.Seeding;

namespace Portal.Web.Demo;

/// <summary>What the demo's people publish and ask for.</summary>
internal static class DemoServices
{
    public static PublishServiceInput PaymentsApi(SandboxSeed sandbox)
    {
        var account = sandbox.Account("payments-prod");
        var vpc = account.Vpc("payments-core");
        return Service(account, vpc, "Payments API", "Card and bank payments over HTTPS. Three zones, targets on EC2.",
            Listener(443, vpc.Instances.Select(instance => new TargetInput("ip", instance.PrivateIp, null, null))));
    }

    public static PublishServiceInput Ledger(SandboxSeed sandbox)
    {
        var account = sandbox.Account("payments-prod");
        var vpc = account.Vpc("payments-edge");
        return Service(account, vpc, "Ledger", "The general ledger in our data centre, over Direct Connect behind an edge VPC.",
            Listener(8443, vpc.DataCentre!.Hosts.Select(host => new TargetInput("ip", host.Address, null, "all"))));
    }

    public static PublishServiceInput Database(SandboxSeed sandbox)
    {
        var account = sandbox.Account("quarry-saas");
        var vpc = account.Vpc("quarry-data");
        return Service(account, vpc, "Quarry Postgres", "Managed PostgreSQL clusters by Quarry Databases.",
            Listener(5432, vpc.Instances.Select(instance => new TargetInput("instance", instance.InstanceId, null, null))));
    }

    public static RequestConnectionInput Checkout(SandboxSeed sandbox, Guid serviceId) =>
        Connection(
            sandbox, serviceId, "storefront-prod", "storefront", ["storefront-app-az1", "storefront-app-az2"], "web",
            "Checkout has to charge cards without crossing the internet.");

    public static RequestConnectionInput Reporting(SandboxSeed sandbox, Guid serviceId) =>
        Connection(
            sandbox, serviceId, "analytics-prod", "analytics", ["analytics-jobs-az2", "analytics-jobs-az6"], "data-clients",
            "Nightly reporting reads from the vendor's cluster.");

    private static PublishServiceInput Service(SeedAccount account, SeedVpc vpc, string name, string description, ListenerInput listener) => new(
        name, description, account.AccountId, account.Region, vpc.VpcId, [.. vpc.Subnets.Select(subnet => subnet.SubnetId)],
        [listener], null, null, null, null, null);

    private static ListenerInput Listener(int port, IEnumerable<TargetInput> targets) =>
        new("TCP", port, new TargetGroupInput("TCP", port, new HealthCheckInput("TCP", null, null, 10), [.. targets]));

    private static RequestConnectionInput Connection(
        SandboxSeed sandbox, Guid serviceId, string alias, string vpcName, string[] subnets, string group, string justification)
    {
        var account = sandbox.Account(alias);
        var vpc = account.Vpc(vpcName);
        return new(
            serviceId, account.AccountId, account.Region, vpc.VpcId,
            [.. vpc.Subnets.Where(subnet => subnets.Contains(subnet.Name)).Select(subnet => new SubnetInput(subnet.SubnetId, null))],
            [vpc.SecurityGroups.Single(candidate => candidate.Name == group).GroupId], false, justification, null, null, null);
    }
}
