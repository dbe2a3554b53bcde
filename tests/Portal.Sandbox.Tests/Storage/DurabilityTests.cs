using Amazon.EC2;
using Portal.Sandbox.Hosting;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Tests.Storage;

public sealed class DurabilityTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_is_there_again_after_a_restart_and_waiting_goes_on_by_the_clock()
    {
        var delays = new SandboxDelays { EndpointPending = TimeSpan.FromSeconds(30) };
        await using var scene = await Scene.StartAsync(delays);
        var service = await scene.PublishAsync();
        var wish = scene.Wish(service, "app-az1", "app-az2");
        wish.TagSpecifications = [new() { ResourceType = ResourceType.VpcEndpoint, Tags = [new("a", "1")] }];
        wish.ClientToken = "operation-1";
        var before = (await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel)).VpcEndpoint;
        await scene.AcceptAsync(service, before.VpcEndpointId);
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(20));

        await scene.RestartAsync(delays);
        var after = await scene.EndpointAsync(before.VpcEndpointId);
        Assert.Equal(State.Pending, after.State);
        Assert.Equal(before.DnsEntries.Select(entry => entry.DnsName), after.DnsEntries.Select(entry => entry.DnsName));
        Assert.Equal(before.NetworkInterfaceIds, after.NetworkInterfaceIds);
        Assert.Equal("1", Assert.Single(after.Tags).Value);
        Assert.Equal(before.VpcEndpointId, (await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel)).VpcEndpoint.VpcEndpointId);
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(State.Available, (await scene.EndpointAsync(before.VpcEndpointId)).State);
    }

    [Fact]
    public async Task A_torn_last_line_is_dropped_and_nothing_acknowledged_with_it()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var id = (await scene.ConnectAsync(service, "app-az1")).VpcEndpointId;
        await scene.RestartAsync(between: directory =>
        {
            File.AppendAllText(Path.Combine(directory, "journal.jsonl"), "{\"changes\":[[\"endpoints\",\"vpce-0");
            File.AppendAllText(Path.Combine(directory, "ledger.jsonl"), "{\"seq\":99,\"tim");
        });
        Assert.Equal(State.PendingAcceptance, (await scene.EndpointAsync(id)).State);
        await scene.AcceptAsync(service, id);
        await scene.RestartAsync();
        Assert.Equal(State.Available, (await scene.EndpointAsync(id)).State);
    }

    [Fact]
    public async Task What_a_killed_process_had_written_is_enough()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var id = (await scene.ConnectAsync(service, "app-az1")).VpcEndpointId;

        // The files as they are now, without the orderly end of the sandbox that wrote them; the ledger loses its last lines too.
        var copy = Directory.CreateDirectory(Path.Combine(scene.Sandbox.Directory, "copy")).FullName;
        foreach (var name in (string[])["sandbox.json", "journal.jsonl"])
        {
            File.Copy(Path.Combine(scene.Sandbox.Directory, name), Path.Combine(copy, name));
        }

        await using var second = await SandboxHost.StartAsync(new() { DataDirectory = copy, Clock = scene.Sandbox.Clock, Delays = SandboxDelays.None }, Cancel);
        Assert.NotNull(second.Engine.Read((store, _) => store.Endpoints.Find(id)));
        using var http = new HttpClient();
        Assert.Contains(id, await http.GetStringAsync(new Uri(second.ControlEndpoint, "ledger?action=CreateVpcEndpoint"), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_journal_is_compacted_at_start()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        for (var i = 0; i < 20; i++)
        {
            var id = (await scene.ConnectAsync(service, "app-az1")).VpcEndpointId;
            await scene.Consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [id] }, Cancel);
        }

        var (before, after) = (0L, 0L);
        await scene.RestartAsync(between: directory => before = Length(directory));
        after = Length(scene.Sandbox.Directory);
        Assert.True(after < before / 2, $"{before} bytes became {after}");

        static long Length(string directory) => new FileInfo(Path.Combine(directory, "journal.jsonl")).Length;
    }

    [Fact]
    public async Task A_damaged_line_in_the_middle_is_named_and_nothing_is_overwritten()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var journal = Path.Combine(sandbox.Directory, "journal.jsonl");
        await sandbox.Host.DisposeAsync();
        var lines = await File.ReadAllLinesAsync(journal, Cancel);
        lines[1] = lines[1][..^20];
        await File.WriteAllLinesAsync(journal, lines, Cancel);
        var failure = await Assert.ThrowsAsync<SandboxStartException>(() => SandboxHost.StartAsync(new() { DataDirectory = sandbox.Directory }, Cancel));
        Assert.Contains("Line 2", failure.Message, StringComparison.Ordinal);
        Assert.Equal(lines, await File.ReadAllLinesAsync(journal, Cancel));
    }

    [Fact]
    public async Task A_directory_of_another_format_or_in_use_is_refused_in_words()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var inUse = await Assert.ThrowsAsync<SandboxStartException>(() => SandboxHost.StartAsync(new() { DataDirectory = sandbox.Directory }, Cancel));
        Assert.Contains("is another sandbox running on it?", inUse.Message, StringComparison.Ordinal);

        await sandbox.Host.DisposeAsync();
        await File.WriteAllTextAsync(Path.Combine(sandbox.Directory, "sandbox.json"), "{\"format\":7}", Cancel);
        var other = await Assert.ThrowsAsync<SandboxStartException>(() => SandboxHost.StartAsync(new() { DataDirectory = sandbox.Directory }, Cancel));
        Assert.Contains("has format 7, this version reads format 2", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_refused_in_words()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var failure = await Assert.ThrowsAsync<SandboxStartException>(() =>
            SandboxHost.StartAsync(new() { DataDirectory = Path.Combine(sandbox.Directory, "second"), AwsPort = sandbox.Host.AwsEndpoint.Port }, Cancel));
        Assert.Contains($"Port {sandbox.Host.AwsEndpoint.Port}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_seed_of_a_data_directory_stays_the_one_it_was_made_from()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.RestartAsync();
        Assert.Equal(sandbox.Account("quarry-saas").SecretAccessKey, Sandbox.Seeding.SandboxSeed.Default.Account("quarry-saas").SecretAccessKey);
        Assert.Equal("192.168.64.0/20", sandbox.Account("payments-prod").Vpc("payments-edge").DataCentre?.Cidrs.Single());
    }
}
