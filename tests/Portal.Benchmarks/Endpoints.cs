using System.Globalization;
using Portal.Sandbox.Hosting;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Seeding;
using Portal.Sandbox.Storage;

namespace Portal.Benchmarks;

/// <summary>Fills a simulated AWS with endpoints at once, as if they had been created one after the other.</summary>
internal static class Endpoints
{
    private const string ServiceId = "vpce-svc-0123456789abcdef0";

    /// <summary>Gives their ids, in order.</summary>
    public static IReadOnlyList<string> Put(SandboxHost host, SeedAccount account, int count)
    {
        var vpc = account.Vpcs[0];
        var ids = Enumerable.Range(0, count).Select(i => "vpce-0" + i.ToString("x16", CultureInfo.InvariantCulture)).ToList();
        host.Engine.Change((store, now) =>
        {
            foreach (var id in ids)
            {
                store.Endpoints.Put(new()
                {
                    Id = id,
                    OwnerId = account.AccountId,
                    Region = account.Region,
                    VpcId = vpc.VpcId,
                    ServiceId = ServiceId,
                    ServiceName = $"com.amazonaws.vpce.{account.Region}.{ServiceId}",
                    DnsSuffix = "abcdefgh",
                    ConnectionId = "vpce-con-" + id["vpce-".Length..],
                    Subnets = [.. vpc.Subnets.DistinctBy(subnet => subnet.ZoneId).Select(
                        subnet => new EndpointSubnet(subnet.SubnetId, subnet.ZoneId, AwsIds.New("eni-")))],
                    SecurityGroupIds = [vpc.SecurityGroups[0].GroupId],
                    CreatedAt = now,
                    States = Timeline.From(now, VpcEndpoint.Available),
                });
                store.Tags.Put(new(id, account.AccountId, account.Region, "vpc-endpoint", new Dictionary<string, string> { ["Name"] = id }));
            }
        });
        return ids;
    }
}
