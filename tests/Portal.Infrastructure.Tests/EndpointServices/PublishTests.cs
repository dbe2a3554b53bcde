using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.EndpointServices;

public sealed class PublishTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task Everything_that_is_wrong_with_the_form_is_said_at_once_beside_its_field_and_nothing_is_stored()
    {
        await using var world = await StartAsync();
        var before = await StoredAsync(world);
        var input = new PublishServiceInput(
            " ", new string('x', 2_001), "12", "nowhere", "vpc-1", ["subnet-1", "subnet-1"],
            [
                new("ICMP", 0, new("UDP", 70_000, new("FTP", 0, "no-slash", 4), [new("ip", "10.40.0.999", -1, null), new("instance", "i-1", null, null)])),
                new("TCP", 443, null), new("TCP", 443, new("UDP", null, null, [])), null,
            ],
            new(null, null, ["1"]), new(null, null, [null]), "-bad-.example",
            new Dictionary<string, string?> { ["aws:mine"] = "x", ["long"] = new string('x', 257) }, new string('x', 201));

        var fields = await WrongFieldsAsync(() => world.Get<EndpointServiceCommands>().PublishAsync(world.Cast.Priya, input, null, Cancel));

        Assert.Equal(
            new[]
            {
                "name", "description", "externalReference", "accountId", "region", "vpcId", "privateDnsName", "subnetIds[0]", "subnetIds[1]", "subnetIds[1]",
                "tags.aws:mine", "tags.long",
                "visibility.accounts[0]", "autoApproval.accounts[0]",
                "listeners[0].protocol", "listeners[0].port", "listeners[0].targetGroup.protocol", "listeners[0].targetGroup.port",
                "listeners[0].targetGroup.healthCheck.protocol", "listeners[0].targetGroup.healthCheck.path",
                "listeners[0].targetGroup.healthCheck.intervalSeconds", "listeners[0].targetGroup.healthCheck.port",
                "listeners[0].targetGroup.targets", "listeners[0].targetGroup.targets[0].id", "listeners[0].targetGroup.targets[0].port",
                "listeners[0].targetGroup.targets[1].id",
                "listeners[1].targetGroup", "listeners[2].port", "listeners[2].targetGroup.protocol", "listeners[2].targetGroup.targets", "listeners[3]",
            }.Order(StringComparer.Ordinal),
            fields);
        Assert.Equal(before, await StoredAsync(world));
    }

    [Fact]
    public async Task Nothing_entered_at_all_is_said_field_by_field()
    {
        await using var world = await StartAsync();
        var nothing = new PublishServiceInput(null, null, null, null, null, null, null, null, null, null, null, null);
        Assert.Equal(["accountId", "listeners", "name", "region", "subnetIds", "vpcId"],
            await WrongFieldsAsync(() => world.Get<EndpointServiceCommands>().PublishAsync(world.Cast.Priya, nothing, null, Cancel)));
    }

    [Fact]
    public async Task What_does_not_fit_the_vpc_is_said_beside_its_field()
    {
        await using var world = await StartAsync();
        var before = await StoredAsync(world);
        var input = Inputs.PaymentsApi(world.Seed);
        var edge = world.Seed.Account("payments-prod").Vpc("payments-edge").Subnets[0].SubnetId;
        var listener = new ListenerInput("TCP", 443, new(null, null, null, [new("ip", "8.8.8.8", null, null), new("ip", "192.168.64.10", null, null)]));

        var fields = await WrongFieldsAsync(() => world.Get<EndpointServiceCommands>().PublishAsync(
            world.Cast.Priya, input with { SubnetIds = [input.SubnetIds![0], edge], Listeners = [listener] }, null, Cancel));

        Assert.Equal(["listeners[0].targetGroup.targets[0].id", "subnetIds[1]"], fields);
        Assert.Equal(before, await StoredAsync(world));
    }

    [Fact]
    public async Task A_vpc_that_the_account_does_not_have_and_an_account_of_somebody_else_are_refused()
    {
        await using var world = await StartAsync();
        var commands = world.Get<EndpointServiceCommands>();
        var input = Inputs.PaymentsApi(world.Seed);
        Assert.Equal(
            ["vpcId"], await WrongFieldsAsync(() => commands.PublishAsync(world.Cast.Priya, input with { VpcId = "vpc-0123456789abcdef0" }, null, Cancel)));
        Assert.Equal(["accountId"], await WrongFieldsAsync(() => commands.PublishAsync(world.Cast.Viktor, input, null, Cancel)));
        Assert.Equal(["accountId"], await WrongFieldsAsync(() => commands.PublishAsync(world.Cast.Chen, input, null, Cancel)));
        Assert.Equal(["accountId"], await WrongFieldsAsync(() => commands.PublishAsync(world.Cast.Nora, input, null, Cancel)));
        Assert.Equal(
            ["accountId"], await WrongFieldsAsync(() => commands.PublishAsync(world.Cast.Priya, input with { AccountId = "999999999999" }, null, Cancel)));
    }

    [Fact]
    public async Task What_is_right_is_stored_with_its_history_and_due_in_one_commit()
    {
        await using var world = await StartAsync();
        var receipt = await world.PublishAsync(Cancel);
        var service = await world.ServiceAsync(receipt.Id, Cancel);
        Assert.Equal((EndpointServiceStage.Publishing, 1, receipt.Version), (service.Stage, service.WantedGeneration, service.Version));
        Assert.Equal(["use1-az1", "use1-az2", "use1-az4"], service.Spec.Subnets.Select(subnet => subnet.ZoneId));
        Assert.Equal("1 0 0 0 1 1 0", await StoredAsync(world));
        Assert.NotNull((await world.WorkAsync(SubjectKind.Service, receipt.Id, Cancel)).DueAt);
    }

    [Fact]
    public async Task Only_providers_of_the_team_change_a_service_and_who_may_not_see_it_does_not_learn_of_it()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel, visibility: new(false, [world.Cast.Storefront.Id], []));
        var input = new DescribeServiceInput("Renamed", null, null, null, null);

        await Assert.ThrowsAsync<AccessRefusedException>(() => world.DescribeAsync(service, input, Cancel, world.Cast.Chen));
        await Assert.ThrowsAsync<AccessRefusedException>(() => world.DescribeAsync(service, input, Cancel, world.Cast.Tomas));
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => world.DescribeAsync(service, input, Cancel, world.Cast.Viktor));
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => world.DescribeAsync(service, input, Cancel, world.Cast.Stranger));
        await world.DescribeAsync(service, input, Cancel);

        var queries = world.Get<EndpointServiceQueries>();
        Assert.Equal("Renamed", (await queries.GetAsync(world.Cast.Chen, service, Cancel)).Name);
        Assert.Null((await queries.GetAsync(world.Cast.Chen, service, Cancel)).Own);
        Assert.NotNull((await queries.GetAsync(world.Cast.Priya, service, Cancel)).Own);
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => queries.GetAsync(world.Cast.Viktor, service, Cancel));
        Assert.Empty((await queries.ListAsync(world.Cast.Viktor, null, null, null, Cancel)).Items);
        Assert.Single((await queries.ListAsync(world.Cast.Tomas, null, null, null, Cancel)).Items);
    }

    [Fact]
    public async Task What_is_in_the_providers_way_is_for_the_provider_to_read()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        await using (var context = world.Open())
        {
            await WorkTable.WakeAsync(context, new Wake(SubjectKind.Service, service, new("210000000001", "us-east-1")), Cancel);
            var work = await context.Work.SingleAsync(work => work.Id == service, Cancel);
            work.Conditions = WorkConditions.Unknown with { Blocked = new("subnet-0a is full", Party.Provider, "Free it"), LastError = "subnet-0a is full" };
            await context.SaveChangesAsync(Cancel);
        }

        var queries = world.Get<EndpointServiceQueries>();
        Assert.Equal("subnet-0a is full", (await queries.GetAsync(world.Cast.Priya, service, Cancel)).Blocked?.Cause);
        Assert.DoesNotContain(
            "subnet-0a", System.Text.Json.JsonSerializer.Serialize(await queries.GetAsync(world.Cast.Chen, service, Cancel)), StringComparison.Ordinal);
        await using (var context = world.Open())
        {
            var work = await context.Work.SingleAsync(work => work.Id == service, Cancel);
            work.Conditions = WorkConditions.Unknown with { WaitingFor = new(Party.Provider, "put subnet-0a right") };
            await context.SaveChangesAsync(Cancel);
        }

        Assert.Equal("put subnet-0a right", (await queries.GetAsync(world.Cast.Priya, service, Cancel)).WaitingFor?.What);
        Assert.DoesNotContain(
            "subnet-0a", System.Text.Json.JsonSerializer.Serialize(await queries.GetAsync(world.Cast.Chen, service, Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_owns_an_account_of_the_audience_sees_the_service_and_may_ask_for_it()
    {
        await using var world = await StartAsync();
        var account = world.Seed.Account("storefront-prod").AccountId;
        var service = await world.StoreServiceAsync(Cancel, visibility: new(false, [], [account]));
        var queries = world.Get<EndpointServiceQueries>();

        Assert.Equal(service, (await queries.GetAsync(world.Cast.Chen, service, Cancel)).Id);
        Assert.Single((await queries.ListAsync(world.Cast.Chen, null, null, null, Cancel)).Items);
        Assert.Equal(world.Cast.Storefront.Id, (await world.ConnectionAsync(await world.RequestAsync(service, Cancel), Cancel)).ConsumerTeamId);
        foreach (var outsider in new[] { world.Cast.Amara, world.Cast.Viktor, world.Cast.Stranger })
        {
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => queries.GetAsync(outsider, service, Cancel));
            Assert.Empty((await queries.ListAsync(outsider, null, null, null, Cancel)).Items);
        }
    }

    [Fact]
    public async Task Who_may_see_a_service_and_who_needs_no_approval_is_in_the_history_before_and_after()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var storefront = world.Cast.Storefront.Id;
        await world.DescribeAsync(service, new(null, null, new(false, [storefront], null), new(false, null, ["310000000001"]), null), Cancel);

        var history = await world.Get<Infrastructure.Audit.AuditQueries>()
            .ListAsync(world.Cast.Priya, Domain.Audit.SubjectKind.Service, service.ToString(), null, null, Cancel);
        var seen = Assert.Single(history.Items, row => row.Action == "service.change-visibility").Details!;
        var approved = Assert.Single(history.Items, row => row.Action == "service.change-approval").Details!;
        Assert.Contains("\"everyone\":true", seen["visibilityBefore"], StringComparison.Ordinal);
        Assert.Contains(storefront.ToString(), seen["visibility"], StringComparison.Ordinal);
        Assert.DoesNotContain("310000000001", approved["autoApprovalBefore"], StringComparison.Ordinal);
        Assert.Contains("310000000001", approved["autoApproval"], StringComparison.Ordinal);
        Assert.DoesNotContain(history.Items, row => row.Action == "service.describe");
    }

    [Fact]
    public async Task A_change_on_a_version_that_is_no_longer_the_present_one_loses()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var seen = (await world.ServiceAsync(service, Cancel)).Version;
        await world.DescribeAsync(service, new("First", null, null, null, null), Cancel);

        await Assert.ThrowsAsync<SomeoneWasFasterException>(
            () => world.Get<EndpointServiceCommands>().DescribeAsync(world.Cast.Priya, service, seen, new("Second", null, null, null, null), Cancel));

        Assert.Equal("First", (await world.ServiceAsync(service, Cancel)).Name);
    }

    [Fact]
    public async Task A_withdrawal_says_what_is_wrong_with_its_notice()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var commands = world.Get<EndpointServiceCommands>();
        async Task<IReadOnlyList<string>> WrongAsync(WithdrawServiceInput input) =>
            await WrongFieldsAsync(() => commands.WithdrawAsync(world.Cast.Priya, service, null, input, null, Cancel));
        Assert.Equal(["notice"], await WrongAsync(new("two weeks", null, null)));
        Assert.Equal(["notice"], await WrongAsync(new("-P1D", null, null)));
        Assert.Equal(["notice"], await WrongAsync(new("P2Y", null, null)));
        Assert.Equal(["message", "notice"], await WrongAsync(new("P1D", world.Clock.GetUtcNow(), new string('x', 2_001))));
        Assert.Equal(EndpointServiceStage.Available, (await world.ServiceAsync(service, Cancel)).Stage);
    }

    [Fact]
    public async Task The_same_key_publishes_once()
    {
        await using var world = await StartAsync();
        var key = new IdempotencyKey("publish-1", [1, 2, 3]);
        Task<Receipt> PublishAsync() => world.Get<EndpointServiceCommands>().PublishAsync(world.Cast.Priya, Inputs.PaymentsApi(world.Seed), key, Cancel);
        Assert.Equal(await PublishAsync(), await PublishAsync());
        Assert.Equal("1 0 0 0 1 1 1", await StoredAsync(world));
    }
}
