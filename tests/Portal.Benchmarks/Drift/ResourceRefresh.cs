using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Portal.Benchmarks.Worlds;
using Portal.Sandbox.Seeding;

namespace Portal.Benchmarks.Drift;

/// <summary>Looks at endpoints as Terraform's provider refreshes its state: each by itself, with its prefix list and each of its interfaces.</summary>
/// <param name="accountsAtOnce">How many runs there are at the same time, each in an account.</param>
internal sealed class ResourceRefresh(Estate estate, int accounts, int each, int accountsAtOnce)
{
    // A run does so much at once unless it is told otherwise.
    private const int AtOnce = 10;

    // The provider tries as often.
    private const int Retries = 25;

    /// <returns>How many differ from what is wanted.</returns>
    public async Task<int> RunAsync()
    {
        var found = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, accounts), new ParallelOptions { MaxDegreeOfParallelism = accountsAtOnce }, async (account, _) =>
            Interlocked.Add(ref found, await RefreshAsync(account)));
        return found;
    }

    private async Task<int> RefreshAsync(int number)
    {
        var account = estate.Seed.Account(ManyAccounts.Alias(number));
        using var ec2 = Client(account);
        var group = account.Vpcs[0].SecurityGroups.Single(candidate => candidate.Name == "web").GroupId;
        var ids = Enumerable.Range(0, each).Select(endpoint => EstateCopies.EndpointId(number, endpoint));
        var drifted = 0;
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (id, cancellationToken) =>
        {
            var endpoint = (
                await ec2.DescribeVpcEndpointsAsync(new DescribeVpcEndpointsRequest { VpcEndpointIds = [id] }, cancellationToken)).VpcEndpoints.Single();
            // The simulated AWS has no prefix lists; another read that finds little costs the same.
            await ec2.DescribeTagsAsync(new DescribeTagsRequest { Filters = [new("resource-id", [id])] }, cancellationToken);
            foreach (var card in endpoint.NetworkInterfaceIds)
            {
                await ec2.DescribeNetworkInterfacesAsync(new DescribeNetworkInterfacesRequest { NetworkInterfaceIds = [card] }, cancellationToken);
            }

            if (endpoint.PrivateDnsEnabled == true || endpoint.Groups.Single().GroupId != group)
            {
                Interlocked.Increment(ref drifted);
            }
        });
        return drifted;
    }

    private AmazonEC2Client Client(SeedAccount account) => new(
        new BasicAWSCredentials(account.AccessKeyId, account.SecretAccessKey),
        new AmazonEC2Config
        {
            ServiceURL = estate.Sandbox.Aws.ToString(),
            AuthenticationRegion = account.Region,
            MaxErrorRetry = Retries,
            RetryMode = RequestRetryMode.Standard,
            // As long as it is throttled it goes on: a run that gives up would refresh nothing.
            ThrottleRetries = false,
        });
}
