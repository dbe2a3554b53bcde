using System.Text.Json;
using Portal.Sandbox.Identities;
using Portal.Sandbox.Identities.Policies;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Signing;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Seeding;

/// <summary>Plants a seed in an empty store.</summary>
internal static class Seeder
{
    private static readonly JsonElement Everything = JsonSerializer.SerializeToElement(new Dictionary<string, object>
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new Dictionary<string, string> { ["Effect"] = "Allow", ["Action"] = "*", ["Resource"] = "*" },
    });

    public static void Plant(SandboxSeed seed, Store store, DateTimeOffset now)
    {
        foreach (var account in seed.Accounts)
        {
            PlantAccount(seed, account, store);
            foreach (var vpc in account.Vpcs)
            {
                PlantVpc(account, account.Region, vpc, store, now);
            }

            foreach (var region in account.Regions)
            {
                foreach (var vpc in region.Vpcs)
                {
                    PlantVpc(account, region.Region, vpc, store, now);
                }
            }
        }
    }

    private static void PlantAccount(SandboxSeed seed, SeedAccount account, Store store)
    {
        var zones = account.Regions.SelectMany(region => region.Zones).Concat(account.Zones).ToDictionary();
        store.Accounts.Put(new(account.AccountId, account.Alias, account.Region, zones) { OrganizationId = account.OrganizationId });
        PlantUser(new(account.UserName, account.AccessKeyId, account.SecretAccessKey, account.UserPolicies ?? []), SeedIds.Of("AIDA", account.AccountId));
        if (account.UserPolicies is null)
        {
            store.PrincipalPolicies.Put(new(
                $"arn:aws:iam::{account.AccountId}:user/{account.UserName}", account.AccountId,
                new Dictionary<string, JsonElement> { ["AdministratorAccess"] = Everything }));
        }

        foreach (var user in account.Users)
        {
            PlantUser(user, SeedIds.Of("AIDA", account.AccountId + user.UserName));
        }

        if (account.RootKey is { } root)
        {
            store.Keys.Put(new(root.AccessKeyId, account.AccountId, root.SecretAccessKey, $"arn:aws:iam::{account.AccountId}:root", account.AccountId));
        }

        if (account.RoleArn is { } role)
        {
            var trust = account.TrustPolicy ?? JsonSerializer.SerializeToElement(TrustOf(account));
            store.Roles.Put(new(role, account.AccountId, role[(role.LastIndexOf('/') + 1)..], SeedIds.Of("AROA", account.AccountId), trust));
            store.PrincipalPolicies.Put(new(role, account.AccountId, Named(account.RolePolicies)));
        }

        void PlantUser(SeedUser user, string id)
        {
            var arn = $"arn:aws:iam::{account.AccountId}:user/{user.UserName}";
            store.Keys.Put(new(user.AccessKeyId, account.AccountId, user.SecretAccessKey, arn, id));
            store.PrincipalPolicies.Put(new(arn, account.AccountId, Named(user.Policies)));
        }

        Dictionary<string, JsonElement> Named(IEnumerable<string> names) => names.Distinct().ToDictionary(name => name, name => seed.Policies[name]);
    }

    private static Dictionary<string, object> TrustOf(SeedAccount account)
    {
        var statement = new Dictionary<string, object>
        {
            ["Effect"] = "Allow",
            ["Principal"] = new Dictionary<string, string> { ["AWS"] = $"arn:aws:iam::{account.TrustedAccountId}:root" },
            ["Action"] = "sts:AssumeRole",
        };
        if (account.ExternalId is { } externalId)
        {
            statement["Condition"] = new Dictionary<string, object> { ["StringEquals"] = new Dictionary<string, string> { ["sts:ExternalId"] = externalId } };
        }

        return new() { ["Version"] = "2012-10-17", ["Statement"] = (object[])[statement] };
    }

    private static void PlantVpc(SeedAccount account, string region, SeedVpc vpc, Store store, DateTimeOffset now)
    {
        store.Vpcs.Put(new(vpc.VpcId, account.AccountId, region, vpc.Cidr));
        Name(vpc.VpcId, "vpc", vpc.Name);
        foreach (var subnet in vpc.Subnets)
        {
            store.Subnets.Put(new(subnet.SubnetId, account.AccountId, region, vpc.VpcId, subnet.ZoneId, subnet.Cidr) { SharedWith = subnet.SharedWith ?? [] });
            Name(subnet.SubnetId, "subnet", subnet.Name);
        }

        foreach (var group in vpc.SecurityGroups)
        {
            store.SecurityGroups.Put(new(group.GroupId, account.AccountId, region, vpc.VpcId, group.Name, group.Description)
            {
                Rules = [SecurityRule.AllowAllOut(), .. (group.Ingress ?? []).Select(Ingress)],
            });
        }

        PlantRoutes(vpc, store, now);
        foreach (var instance in vpc.Instances)
        {
            PlantInstance(account, region, vpc, instance, store, now);
            Name(instance.InstanceId, "instance", instance.Name);
        }

        foreach (var host in vpc.DataCentre?.Hosts ?? [])
        {
            store.DataCentreHosts.Put(new(account.AccountId, vpc.VpcId, host.Name, host.Address));
        }

        void Name(string id, string type, string name) =>
            store.Tags.Put(new(id, account.AccountId, region, type, new Dictionary<string, string> { ["Name"] = name }));
    }

    private static SecurityRule Ingress(SeedRule rule) => new()
    {
        Id = AwsIds.New("sgr-"),
        Protocol = rule.Protocol,
        FromPort = rule.FromPort,
        ToPort = rule.ToPort,
        Ipv4 = rule.Cidr,
    };

    private static void PlantRoutes(SeedVpc vpc, Store store, DateTimeOffset now)
    {
        var made = store.Vpcs.Find(vpc.VpcId)!;
        var table = RouteTable.MainOf(made);
        if (vpc.DataCentre is { } centre)
        {
            store.VpnGateways.Put(new(centre.VirtualPrivateGatewayId, made.OwnerId, made.Region)
            {
                VpcId = vpc.VpcId,
                AnnouncedCidrs = centre.Cidrs,
                States = Timeline.From(now, VpnGateway.Available),
            });
            table = table with { PropagatingGatewayIds = [centre.VirtualPrivateGatewayId] };
        }

        store.RouteTables.Put(table);
    }

    private static void PlantInstance(SeedAccount account, string region, SeedVpc vpc, SeedInstance instance, Store store, DateTimeOffset now)
    {
        var subnet = vpc.Subnets.Single(subnet => subnet.SubnetId == instance.SubnetId);
        store.Instances.Put(new(
            instance.InstanceId, account.AccountId, region, vpc.VpcId, instance.SubnetId,
            instance.PrivateIp, instance.InstanceType, instance.SecurityGroupIds, now));
        store.NetworkInterfaces.Put(new()
        {
            Id = "eni-" + instance.InstanceId[2..],
            OwnerId = account.AccountId,
            Region = region,
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
