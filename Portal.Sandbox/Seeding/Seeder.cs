using Portal.Sandbox.Networks;
using Portal.Sandbox.Signing;
using Portal.Sandbox.Storage;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Seeding;

/// <summary>Plants a seed in an empty store.</summary>
internal static class Seeder
{
    public static void Plant(SandboxSeed seed, Store store, DateTimeOffset now)
    {
        foreach (var account in seed.Accounts)
        {
            PlantAccount(account, store);
            foreach (var vpc in account.Vpcs)
            {
                PlantVpc(account, vpc, store, now);
            }
        }
    }

    private static void PlantAccount(SeedAccount account, Store store)
    {
        store.Accounts.Put(new(account.AccountId, account.Alias, account.Region, account.Zones));
        store.Keys.Put(new(account.AccessKeyId, account.AccountId, account.SecretAccessKey, $"arn:aws:iam::{account.AccountId}:user/{account.UserName}", SeedIds.Of("AIDA", account.AccountId)));
        if (account is { RoleArn: { } role, TrustedAccountId: { } trusted })
        {
            store.Roles.Put(new(role, account.AccountId, role[(role.LastIndexOf('/') + 1)..], SeedIds.Of("AROA", account.AccountId), trusted, account.ExternalId));
        }
    }

    private static void PlantVpc(SeedAccount account, SeedVpc vpc, Store store, DateTimeOffset now)
    {
        store.Vpcs.Put(new(vpc.VpcId, account.AccountId, account.Region, vpc.Cidr) { RoutedCidrs = vpc.DataCentre?.Cidrs ?? [] });
        Name(vpc.VpcId, "vpc", vpc.Name);
        foreach (var subnet in vpc.Subnets)
        {
            store.Subnets.Put(new(subnet.SubnetId, account.AccountId, account.Region, vpc.VpcId, subnet.ZoneId, subnet.Cidr));
            Name(subnet.SubnetId, "subnet", subnet.Name);
        }

        foreach (var group in vpc.SecurityGroups)
        {
            store.SecurityGroups.Put(new(group.GroupId, account.AccountId, account.Region, vpc.VpcId, group.Name, group.Description)
            {
                Ingress = [.. (group.Ingress ?? []).Select(rule => new InboundRule(rule.Protocol, rule.FromPort, rule.ToPort, rule.Cidr))],
            });
        }

        foreach (var instance in vpc.Instances)
        {
            PlantInstance(account, vpc, instance, store, now);
            Name(instance.InstanceId, "instance", instance.Name);
        }

        foreach (var host in vpc.DataCentre?.Hosts ?? [])
        {
            store.DataCentreHosts.Put(new(account.AccountId, vpc.VpcId, host.Name, host.Address));
        }

        void Name(string id, string type, string name) =>
            store.Tags.Put(new(id, account.AccountId, account.Region, type, new Dictionary<string, string> { ["Name"] = name }));
    }

    private static void PlantInstance(SeedAccount account, SeedVpc vpc, SeedInstance instance, Store store, DateTimeOffset now)
    {
        var subnet = vpc.Subnets.Single(subnet => subnet.SubnetId == instance.SubnetId);
        store.Instances.Put(new(instance.InstanceId, account.AccountId, account.Region, vpc.VpcId, instance.SubnetId, instance.PrivateIp, instance.InstanceType, instance.SecurityGroupIds, now));
        store.NetworkInterfaces.Put(new()
        {
            Id = "eni-" + instance.InstanceId[2..],
            OwnerId = account.AccountId,
            Region = account.Region,
            VpcId = vpc.VpcId,
            SubnetId = instance.SubnetId,
            ZoneId = subnet.ZoneId,
            PrivateIp = instance.PrivateIp,
            InterfaceType = "interface",
            Description = "",
            ServesId = instance.InstanceId,
            SecurityGroupIds = instance.SecurityGroupIds,
            CreatedAt = now,
        });
    }
}
