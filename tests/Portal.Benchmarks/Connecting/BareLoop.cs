using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Portal.Benchmarks.Worlds;
using Portal.Sandbox.Seeding;
using Portal.Testing.Worlds;

namespace Portal.Benchmarks.Connecting;

/// <summary>
/// Makes and accepts endpoints with the SDK alone: as many calls of each kind as the portal made, sixteen connections at a time as the portal acts.
/// </summary>
internal sealed class BareLoop : IDisposable
{
    private const int AtOnce = 16;

    private readonly string _service;
    private readonly int _count;
    private readonly Estate _estate;
    private readonly AmazonEC2Client _provider;
    private readonly Dictionary<string, int> _reads;

    public BareLoop(Estate estate, string service, IReadOnlyList<LedgerCall> made, int count)
    {
        (_estate, _service, _count, _provider) = (estate, service, count, Client(estate, estate.Seed.Account("payments-prod")));
        _reads = made.Where(call => !call.IsMutating).GroupBy(call => call.Action).ToDictionary(group => group.Key, group => group.Count());
    }

    public async Task RunAsync(int account)
    {
        var seed = _estate.Seed.Account(ManyAccounts.Alias(account));
        var vpc = seed.Vpc("storefront");
        using var consumer = Client(_estate, seed);
        List<VpcEndpoint> endpoints = [];
        await EachAsync(async _ =>
        {
            var made = (await consumer.CreateVpcEndpointAsync(new CreateVpcEndpointRequest
            {
                VpcEndpointType = VpcEndpointType.Interface,
                ServiceName = $"com.amazonaws.vpce.us-east-1.{_service}",
                VpcId = vpc.VpcId,
                SubnetIds = [.. vpc.Subnets.Take(3).Select(subnet => subnet.SubnetId)],
                SecurityGroupIds = [vpc.SecurityGroups.Single(group => group.Name == "web").GroupId],
                PrivateDnsEnabled = false,
                TagSpecifications =
                    [new() { ResourceType = ResourceType.VpcEndpoint, Tags = [new("Name", "bare"), new("portal", "none"), new("connection", "none")] }],
            })).VpcEndpoint;
            lock (endpoints)
            {
                endpoints.Add(made);
            }
        });
        await EachAsync(number => _provider.AcceptVpcEndpointConnectionsAsync(
            new AcceptVpcEndpointConnectionsRequest { ServiceId = _service, VpcEndpointIds = [endpoints[number].VpcEndpointId] }));
        foreach (var (action, times) in _reads)
        {
            for (var time = 0; time < times; time++)
            {
                await ReadAsync(consumer, action, endpoints);
            }
        }
    }

    public void Dispose() => _provider.Dispose();

    /// <summary>As the portal reads: all of them together.</summary>
    private Task ReadAsync(AmazonEC2Client consumer, string action, List<VpcEndpoint> endpoints) => action switch
    {
        "DescribeVpcEndpoints" => consumer.DescribeVpcEndpointsAsync(
            new DescribeVpcEndpointsRequest { Filters = [new("vpc-endpoint-id", [.. endpoints.Select(endpoint => endpoint.VpcEndpointId)])] }),
        "DescribeNetworkInterfaces" => consumer.DescribeNetworkInterfacesAsync(
            new DescribeNetworkInterfacesRequest
            {
                Filters = [new(
                "network-interface-id", [.. endpoints.SelectMany(endpoint => endpoint.NetworkInterfaceIds)])]
            }),
        "DescribeVpcEndpointConnections" => _provider.DescribeVpcEndpointConnectionsAsync(
            new DescribeVpcEndpointConnectionsRequest { Filters = [new("service-id", [_service])] }),
        // The service's own reads, a few in all.
        _ => _provider.DescribeVpcEndpointServiceConfigurationsAsync(new DescribeVpcEndpointServiceConfigurationsRequest { ServiceIds = [_service] }),
    };

    private Task EachAsync(Func<int, Task> work) =>
        Parallel.ForEachAsync(Enumerable.Range(0, _count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await work(number));

    private static AmazonEC2Client Client(Estate estate, SeedAccount account) => new(
        new BasicAWSCredentials(account.AccessKeyId, account.SecretAccessKey),
        new AmazonEC2Config { ServiceURL = estate.Sandbox.Aws.ToString(), AuthenticationRegion = account.Region, MaxErrorRetry = 0 });
}
