using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Benchmarks.Findings;
using Portal.Sandbox;
using Portal.Sandbox.Hosting;

namespace Portal.Benchmarks;

/// <summary>Listing endpoints with the official SDK in a simulated AWS with 20 of them, and in one with 20,000.</summary>
internal static class SandboxDescribe
{
    private const int Few = 20;
    private const double Allowed = 1.5;
    private const int Calls = 100;

    public static async Task<IReadOnlyList<Finding>> RunAsync(Sizes sizes)
    {
        var many = sizes.Of(20_000, 2_000);
        await using var small = await World.StartAsync(Few);
        await using var large = await World.StartAsync(many);
        await using var page = await World.StartAsync(100);
        return
        [
            await Contrast.TimeAsync($"one endpoint by its id, among {Few} and {many}", Allowed, Calls, () => small.OneAsync(), () => large.OneAsync()),
            await Contrast.TimeAsync($"a page of {Few}, among {Few} and {many}", Allowed, Calls, () => small.PageAsync(Few), () => large.PageAsync(Few)),
            await Contrast.TimeAsync($"a page of 100, among 100 and {many}", Allowed, Calls, () => page.PageAsync(100), () => large.PageAsync(100)),
            await Contrast.TimeAsync(
                $"the second page of {Few / 2}, and one from the middle of {many}", Allowed, Calls, () => small.PageAsync(Few / 2, Few / 2),
                () => large.PageAsync(Few / 2, many / 2)),
        ];
    }

    /// <summary>A sandbox of its own whose consumer has that many endpoints.</summary>
    private sealed class World : IAsyncDisposable
    {
        private readonly string _directory;
        private readonly SandboxHost _host;
        private readonly AmazonEC2Client _ec2;
        private readonly IReadOnlyList<string> _ids;

        private World(string directory, SandboxHost host, AmazonEC2Client ec2, IReadOnlyList<string> ids) =>
            (_directory, _host, _ec2, _ids) = (directory, host, ec2, ids);

        public static async Task<World> StartAsync(int endpoints)
        {
            var directory = Directory.CreateTempSubdirectory("sandbox-").FullName;
            var host = await SandboxHost.StartAsync(new() { DataDirectory = directory, Delays = SandboxDelays.None });
            var account = host.Seed.Account("storefront-prod");
            var ec2 = new AmazonEC2Client(
                account.AccessKeyId, account.SecretAccessKey,
                new AmazonEC2Config { ServiceURL = host.AwsEndpoint.ToString(), AuthenticationRegion = account.Region, MaxErrorRetry = 0 });
            return new(directory, host, ec2, Endpoints.Put(host, account, endpoints));
        }

        public async Task OneAsync() =>
            Expect((await _ec2.DescribeVpcEndpointsAsync(new DescribeVpcEndpointsRequest { VpcEndpointIds = [_ids[_ids.Count / 2]] })).VpcEndpoints, 1);

        /// <param name="after">How many endpoints stand before the page.</param>
        public async Task PageAsync(int size, int after = 0)
        {
            var token = after == 0 ? null : Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"DescribeVpcEndpoints:{_ids[after - 1]}"));
            Expect((await _ec2.DescribeVpcEndpointsAsync(new DescribeVpcEndpointsRequest { MaxResults = size, NextToken = token })).VpcEndpoints, size);
        }

        public async ValueTask DisposeAsync()
        {
            _ec2.Dispose();
            await _host.DisposeAsync();
            Directory.Delete(_directory, recursive: true);
        }

        private static void Expect(List<VpcEndpoint> shown, int count)
        {
            if (shown.Count != count)
            {
                throw new InvalidOperationException($"{shown.Count} endpoints are shown instead of {count}.");
            }
        }
    }
}
