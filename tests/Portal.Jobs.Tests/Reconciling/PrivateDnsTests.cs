using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.PrivateDns;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

public class PrivateDnsTests(PortalCluster cluster) : Engine(cluster)
{
    private const string Name = "api.payments.example.com";

    [Fact]
    public async Task A_service_tells_which_record_to_publish_what_was_found_and_when_AWS_is_asked_next()
    {
        await using var world = await StartAsync();
        var service = await PublishedAsync(world);

        var dns = (await ViewAsync(world, service)).PrivateDns!;

        Assert.Equal((Name, PrivateDnsNameState.Failed), (dns.Name, dns.State));
        Assert.Matches($@"^_[a-z0-9]{{20}}\.{Name}\z", dns.Record!.Name);
        Assert.Equal(("TXT", "vpce:"), (dns.Record.Type, dns.Record.Value[..5]));
        Assert.Equal(ProofVerdict.NoName, dns.Lookup!.Verdict);
        Assert.Equal(EventualConsistency.Window, dns.NextRequestAt - dns.RequestedAt);
        var others = (await ViewAsync(world, service, world.Cast.Chen)).PrivateDns!;
        Assert.Equal(
            (Name, PrivateDnsNameState.Failed, (ProofRecordView?)null, (ProofLookupView?)null), (others.Name, others.State, others.Record, others.Lookup));
        Assert.Equal(dns.NextRequestAt!.Value, (await world.WorkAsync(SubjectKind.Service, service, Cancel)).DueAt!.Value, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_record_that_appears_is_seen_at_the_next_look_and_AWS_is_asked_at_once_until_the_connection_resolves()
    {
        await using var world = await StartAsync();
        var service = await PublishedAsync(world);
        var connection = await world.ConnectedAsync(service, Cancel, Inputs.Checkout(world.Seed, service) with { PrivateDns = true });
        var waiting = (await ConnectionAsync(world, connection)).PrivateDnsStatus!;
        Assert.Equal((Name, true, false, Party.Provider), (waiting.Name, waiting.IsWanted, waiting.IsOn, waiting.WaitingFor!.Who));

        await ProveAsync(world, service);
        await world.WatchAsync(EventualConsistency.Window + TimeSpan.FromSeconds(10), Cancel);

        Assert.Equal(PrivateDnsNameState.Verified, (await ViewAsync(world, service)).PrivateDns!.State);
        var on = (await ConnectionAsync(world, connection)).PrivateDnsStatus!;
        Assert.Equal((Name, true), (on.Name, on.IsOn));
        Assert.Null(on.WaitingFor);
        var endpoint = Assert.Single((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints);
        Assert.Contains(endpoint.DnsEntries, entry => entry.DnsName == Name);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_person_has_AWS_asked_at_once_and_again_as_often_as_they_want()
    {
        await using var world = await StartAsync();
        var service = await PublishedAsync(world);
        Assert.Equal(1, await AskedAsync(world));

        await VerifyAsync(world, service);
        await VerifyAsync(world, service);
        Assert.Equal(3, await AskedAsync(world));
        await ProveAsync(world, service);
        var told = await VerifyAsync(world, service);

        Assert.Equal(ProofVerdict.Published, told.Lookup!.Verdict);
        Assert.Equal((4, PrivateDnsNameState.Verified), (await AskedAsync(world), (await ViewAsync(world, service)).PrivateDns!.State));
        var refused = await Assert.ThrowsAsync<DomainException>(() => VerifyAsync(world, service));
        Assert.Contains($"AWS has verified {Name} already", refused.Message, StringComparison.Ordinal);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task One_key_asks_once()
    {
        await using var world = await StartAsync();
        var service = await PublishedAsync(world);
        var commands = world.Get<EndpointServiceCommands>();
        var key = new Infrastructure.Commands.IdempotencyKey("verify-1", [1]);

        await commands.VerifyPrivateDnsAsync(world.Cast.Priya, service, key, Cancel);
        await world.SettleAsync(Cancel);
        await commands.VerifyPrivateDnsAsync(world.Cast.Priya, service, key, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(2, await AskedAsync(world));
    }

    [Fact]
    public async Task Only_the_provider_and_network_admins_may_ask()
    {
        await using var world = await StartAsync();
        var service = await PublishedAsync(world);

        await Assert.ThrowsAsync<AccessRefusedException>(() => VerifyAsync(world, service, world.Cast.Chen));
        Assert.Equal(1, await AskedAsync(world));
        await VerifyAsync(world, service, world.Cast.Nora);
        Assert.Equal(2, await AskedAsync(world));
    }

    [Fact]
    public async Task Nothing_is_verified_of_a_service_without_a_name_or_one_that_does_not_stand_yet()
    {
        await using var world = await StartAsync();
        var nameless = await world.PublishedAsync(Cancel);
        var fresh = (await world.Get<EndpointServiceCommands>().PublishAsync(
            world.Cast.Viktor, Inputs.Postgres(world.Seed) with { PrivateDnsName = Name }, null, Cancel)).Id;

        await Assert.ThrowsAsync<DomainException>(() => VerifyAsync(world, nameless));
        await Assert.ThrowsAsync<IllegalMoveException>(
            () => world.Get<EndpointServiceCommands>().VerifyPrivateDnsAsync(world.Cast.Viktor, fresh, null, Cancel));
        Assert.Null((await ViewAsync(world, nameless)).PrivateDns);
    }

    [Fact]
    public async Task Name_servers_that_say_nothing_keep_nobodys_work_waiting_and_are_told_of()
    {
        await using var world = await StartAsync();
        await world.Aws.PutDnsAsync(new { name = "*", failure = "silence" }, Cancel);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var service = await PublishedAsync(world);

        var dns = (await ViewAsync(world, service)).PrivateDns!;
        Assert.Equal((ProofVerdict.NoAnswer, PrivateDnsNameState.Failed), (dns.Lookup!.Verdict, dns.State));
        Assert.Equal(1, await AskedAsync(world));
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), "A look-up has its limit.");
    }

    [Fact]
    public async Task A_mistake_is_named_on_the_next_look_and_forgotten_when_it_is_mended()
    {
        await using var world = await StartAsync();
        var service = await PublishedAsync(world);
        var record = (await ViewAsync(world, service)).PrivateDns!.Record!;
        await world.Aws.PublishTxtAsync(record.Name, $"\"{record.Value}\"", Cancel);

        Assert.Equal(ProofVerdict.Quoted, (await VerifyAsync(world, service)).Lookup!.Verdict);
        var dns = (await ViewAsync(world, service)).PrivateDns!;
        Assert.Equal((ProofVerdict.Quoted, PrivateDnsNameState.Failed), (dns.Lookup!.Verdict, dns.State));
        Assert.Equal([$"\"{record.Value}\""], dns.Lookup.Found);

        await world.Aws.PublishTxtAsync(record.Name, record.Value, Cancel);
        await world.WatchAsync(TimeSpan.FromMinutes(6), Cancel);
        Assert.Equal(PrivateDnsNameState.Verified, (await ViewAsync(world, service)).PrivateDns!.State);
    }

    [Fact]
    public async Task A_verification_that_takes_AWS_minutes_is_noticed_while_it_goes_on()
    {
        await using var world = await StartAsync(Sandbox.SandboxDelays.None with { PrivateDnsVerification = TimeSpan.FromSeconds(45) });
        await world.HoldAwsTimeAsync(Cancel);
        var service = await PublishedAsync(world);
        await ProveAsync(world, service);
        await VerifyAsync(world, service);

        for (var second = 0; second < 80; second += 10)
        {
            await world.PassAsync(TimeSpan.FromSeconds(10), Cancel);
            await world.RunDueAsync(Cancel);
        }

        Assert.Equal(PrivateDnsNameState.Verified, (await ViewAsync(world, service)).PrivateDns!.State);
    }

    [Fact]
    public async Task A_name_that_somebody_else_has_in_the_VPC_by_then_blocks_with_what_to_do_and_goes_on_when_it_is_free()
    {
        await using var world = await StartAsync();
        var vpc = world.Seed.Account("storefront-prod").Vpc("storefront").VpcId;
        var service = await PublishedAsync(world);
        var connection = await world.ConnectedAsync(service, Cancel, Inputs.Checkout(world.Seed, service) with { PrivateDns = true });
        await world.Aws.PutHostedZoneAsync(vpc, Name, Cancel);

        await ProveAsync(world, service);
        await VerifyAsync(world, service);

        var blocked = await ConnectionAsync(world, connection);
        Assert.Equal((ConnectionStage.Available, Party.Consumer), (blocked.Stage, blocked.Blocked!.Owner));
        Assert.Contains($"{vpc} already answers for {Name}", blocked.Blocked.Cause, StringComparison.Ordinal);
        Assert.Contains("take that zone off the VPC", blocked.Blocked.Action, StringComparison.Ordinal);
        await world.Aws.DeleteHostedZoneAsync(vpc, Name, Cancel);
        await world.Get<ConnectionCommands>().RetryAsync(world.Cast.Chen, connection, null, Cancel);
        await world.SettleAsync(Cancel);

        var on = await ConnectionAsync(world, connection);
        Assert.True(on.PrivateDnsStatus!.IsOn);
        Assert.Null(on.Blocked);
    }

    private static async Task<Guid> PublishedAsync(PortalWorld world)
    {
        var id = (await world.Get<EndpointServiceCommands>().PublishAsync(
            world.Cast.Priya, Inputs.PaymentsApi(world.Seed) with { PrivateDnsName = Name }, null, Cancel)).Id;
        await world.SettleAsync(Cancel);
        return id;
    }

    private static Task<EndpointServiceView> ViewAsync(PortalWorld world, Guid service, Actor? by = null) =>
        world.Get<EndpointServiceQueries>().GetAsync(by ?? world.Cast.Priya, service, Cancel);

    private static Task<ConnectionView> ConnectionAsync(PortalWorld world, Guid id) => world.Get<ConnectionQueries>().GetAsync(world.Cast.Chen, id, Cancel);

    private static async Task ProveAsync(PortalWorld world, Guid service)
    {
        var record = (await ViewAsync(world, service)).PrivateDns!.Record!;
        await world.Aws.PublishTxtAsync(record.Name, record.Value, Cancel);
    }

    private static async Task<VerificationReceipt> VerifyAsync(PortalWorld world, Guid service, Actor? by = null)
    {
        var receipt = await world.Get<EndpointServiceCommands>().VerifyPrivateDnsAsync(by ?? world.Cast.Priya, service, null, Cancel);
        await world.SettleAsync(Cancel);
        return receipt;
    }

    private static async Task<int> AskedAsync(PortalWorld world) =>
        (await world.Aws.PortalWritesAsync(Cancel)).Count(call => call.Action == "StartVpcEndpointServicePrivateDnsVerification");
}
