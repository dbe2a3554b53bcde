using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Customers;
using Portal.Infrastructure.People;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Customers;

/// <summary>Another company's customer, from the provider's link to traffic, without anybody of theirs signing in.</summary>
public sealed class CustomerConnectionTests(PortalCluster cluster) : WorldTest(cluster)
{
    private static readonly OpenCustomerConnectionInput Northwind = new("Northwind", null, "Northwind pays by card.", "tenant-17", null);

    [Fact]
    public async Task A_customer_says_their_account_creates_the_endpoint_and_is_connected_by_their_link_alone()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var links = world.Get<CustomerLinks>();
        var secret = await OpenAsync(world, service);
        var seen = await links.OpenAsync(secret, Cancel);
        Assert.Equal(("Payments API", "Payments Platform", "Northwind", null, null), (seen.Service, seen.Provider, seen.Customer, seen.AccountId, seen.Stage));
        var partner = world.Seed.Account("analytics-partner").AccountId;

        await links.GiveAccountAsync(secret, $" {partner} ", Cancel);
        Assert.Equal(ConnectionStage.AwaitingApproval, (await links.OpenAsync(secret, Cancel)).Stage);
        var id = (await RowAsync(world)).ConnectionId!.Value;
        // The provider has said yes by opening it, and nobody decides on what they asked for.
        await Assert.ThrowsAsync<DomainException>(() => world.DecideAsync(id, world.Cast.Priya, "approve", Cancel));
        await world.DecideAsync(id, world.Cast.Nora, "approve", Cancel);
        await world.SettleAsync(Cancel);
        var turn = await links.OpenAsync(secret, Cancel);
        Assert.Equal(ConnectionStage.AwaitingConsumer, turn.Stage);
        Assert.Contains("create-vpc-endpoint", turn.Instructions!.AwsCli, StringComparison.Ordinal);

        var endpoint = await world.CreateEndpointAsync(service, Cancel);
        await links.GiveEndpointAsync(secret, endpoint, Cancel);
        await world.SettleAsync(Cancel);

        var done = await links.OpenAsync(secret, Cancel);
        Assert.Equal((ConnectionStage.Available, endpoint), (done.Stage, done.EndpointId));
        var connection = await world.ConnectionAsync(id, Cancel);
        Assert.Equal(("tenant-17", true), (connection.ExternalReference, connection.IsForCustomer));
        Assert.Equal(id, Assert.Single(await FoundAsync(world.Cast.Priya, "tenant-17")).Id);
        Assert.Empty(await FoundAsync(world.Cast.Priya, "tenant-1"));
        Assert.Empty(await FoundAsync(world.Cast.Viktor, "tenant-17"));

        async Task<IReadOnlyList<ConnectionView>> FoundAsync(Domain.Accounts.Actor who, string reference) =>
            (await world.Get<ConnectionQueries>().ListAsync(who, ConnectionFilter.None with { Reference = reference }, null, null, Cancel)).Items;
    }

    [Fact]
    public async Task An_endpoint_of_another_account_is_refused_and_so_is_what_is_no_endpoint()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var links = world.Get<CustomerLinks>();
        var secret = await OpenAsync(world, service, Northwind with { AccountId = world.Seed.Account("analytics-partner").AccountId });
        await world.DecideAsync((await RowAsync(world)).ConnectionId!.Value, world.Cast.Nora, "approve", Cancel);
        await world.SettleAsync(Cancel);
        await world.ConnectedAsync(service, Cancel);
        await using var context = world.Open();
        var others = await context.Connections.Where(one => one.VpcEndpointId != null).Select(one => one.VpcEndpointId).SingleAsync(Cancel);

        Assert.Equal(["vpcEndpointId"], await WrongFieldsAsync(() => links.GiveEndpointAsync(secret, others, Cancel)));
        Assert.Equal(["vpcEndpointId"], await WrongFieldsAsync(() => links.GiveEndpointAsync(secret, "vpce", Cancel)));
        Assert.Equal(ConnectionStage.AwaitingConsumer, (await links.OpenAsync(secret, Cancel)).Stage);
    }

    [Fact]
    public async Task A_forged_an_expired_a_withdrawn_and_a_replaced_link_show_nothing_and_do_nothing()
    {
        await using var world = await StartAsync();
        var (links, commands) = (world.Get<CustomerLinks>(), world.Get<CustomerConnectionCommands>());
        var service = await world.StoreServiceAsync(Cancel);
        var first = await OpenAsync(world, service);
        foreach (var forged in new[] { null, "", first[1..], first + "A", new string('A', 43) })
        {
            await RefusedAsync(world, CustomerLinkProblem.NotOurs, forged);
        }

        var row = await RowAsync(world);
        var second = (await commands.RenewLinkAsync(world.Cast.Priya, row.Id, row.Version, new(1), null, Cancel)).Secret!;
        await RefusedAsync(world, CustomerLinkProblem.NotOurs, first);
        Assert.Equal("Northwind", (await links.OpenAsync(second, Cancel)).Customer);
        await commands.WithdrawLinkAsync(world.Cast.Priya, row.Id, null, Cancel);
        await RefusedAsync(world, CustomerLinkProblem.Withdrawn, second);

        var third = (await commands.RenewLinkAsync(world.Cast.Priya, row.Id, null, new(1), null, Cancel)).Secret!;
        await world.PassAsync(TimeSpan.FromDays(1), Cancel);
        await RefusedAsync(world, CustomerLinkProblem.Expired, third);
        Assert.Null((await RowAsync(world)).ConnectionId);
    }

    [Fact]
    public async Task Only_providers_of_the_service_open_and_end_and_nobody_else_learns_of_their_customers()
    {
        await using var world = await StartAsync();
        var (commands, queries) = (world.Get<CustomerConnectionCommands>(), world.Get<CustomerConnectionQueries>());
        var service = await world.StoreServiceAsync(Cancel);
        await OpenAsync(world, service);
        var id = (await RowAsync(world)).Id;
        foreach (var other in new[] { world.Cast.Viktor, world.Cast.Chen, world.Cast.Stranger })
        {
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => commands.OpenAsync(other, service, Northwind, null, Cancel));
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => commands.RenewLinkAsync(other, id, null, new(null), null, Cancel));
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => commands.WithdrawLinkAsync(other, id, null, Cancel));
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => commands.EndAsync(other, id, null, null, Cancel));
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => queries.ListAsync(other, service, null, null, null, Cancel));
            await Assert.ThrowsAsync<SubjectNotFoundException>(() => queries.GetAsync(other, id, Cancel));
        }

        foreach (var reader in new[] { world.Cast.Nora, world.Cast.Tomas })
        {
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.OpenAsync(reader, service, Northwind, null, Cancel));
            await Assert.ThrowsAsync<AccessRefusedException>(() => commands.EndAsync(reader, id, null, null, Cancel));
            Assert.Equal("Northwind", Assert.Single((await queries.ListAsync(reader, service, "tenant-17", null, null, Cancel)).Items).Customer);
            Assert.Empty((await queries.ListAsync(reader, service, "tenant", null, null, Cancel)).Items);
        }

        await Assert.ThrowsAsync<SomeoneWasFasterException>(() => commands.EndAsync(world.Cast.Priya, id, 7, null, Cancel));
        // Their names are nobody's to choose from.
        Assert.DoesNotContain(
            await world.Get<Portal.Infrastructure.Accounts.TeamQueries>().ListAsync(Cancel), team => team.Name.Contains("Northwind", StringComparison.Ordinal));
        await Assert.ThrowsAsync<DomainException>(() => AddAsync(world));
    }

    [Fact]
    public async Task A_provider_ends_a_customers_connection_for_them_at_every_stage()
    {
        await using var world = await StartAsync();
        var commands = world.Get<CustomerConnectionCommands>();
        var service = await world.PublishedAsync(Cancel);
        var partner = world.Seed.Account("analytics-partner").AccountId;

        var waiting = await commands.OpenAsync(world.Cast.Priya, service, Northwind with { Customer = "Waiting" }, null, Cancel);
        await commands.EndAsync(world.Cast.Priya, waiting.Id, null, null, Cancel);

        var asked = await commands.OpenAsync(world.Cast.Priya, service, Northwind with { Customer = "Asked", AccountId = partner }, null, Cancel);
        await commands.EndAsync(world.Cast.Priya, asked.Id, null, "No longer wanted", Cancel);
        Assert.Equal(ConnectionStage.Withdrawn, await StageAsync(world, asked.Id));

        var live = await commands.OpenAsync(world.Cast.Priya, service, Northwind with { Customer = "Live", AccountId = partner }, null, Cancel);
        var connection = (await world.Get<CustomerConnectionQueries>().GetAsync(world.Cast.Priya, live.Id, Cancel)).ConnectionId!.Value;
        await world.DecideAsync(connection, world.Cast.Nora, "approve", Cancel);
        await world.SettleAsync(Cancel);
        await world.Get<CustomerLinks>().GiveEndpointAsync(live.Secret, await world.CreateEndpointAsync(service, Cancel), Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Available, await StageAsync(world, live.Id));
        await commands.EndAsync(world.Cast.Priya, live.Id, null, null, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.AwaitingConsumerDelete, await StageAsync(world, live.Id));
        await RefusedAsync(world, CustomerLinkProblem.Withdrawn, live.Secret);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_and_nothing_is_made()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);

        Assert.Equal(
            ["accountId", "customer", "days", "externalReference", "justification"],
            await WrongFieldsAsync(() => OpenAsync(world, service, new(new string('x', 41), "12", null, new string('x', 201), 91))));

        await using var context = world.Open();
        Assert.Empty(await context.CustomerConnections.ToListAsync(Cancel));
        Assert.DoesNotContain(await context.Teams.ToListAsync(Cancel), team => team.IsExternal);
    }

    [Fact]
    public async Task One_customer_is_one_team_of_a_provider_and_the_account_is_said_once()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var secret = await OpenAsync(world, service);
        await OpenAsync(world, service, Northwind with { ExternalReference = "tenant-18" });

        await using var context = world.Open();
        var team = Assert.Single(await context.Teams.Where(team => team.CustomerOf != null).ToListAsync(Cancel));
        Assert.Equal("Northwind (customer of Payments Platform)", team.Name);
        var links = world.Get<CustomerLinks>();
        Assert.Equal(["accountId"], await WrongFieldsAsync(() => links.GiveAccountAsync(secret, "320", Cancel)));
        await Assert.ThrowsAsync<DomainException>(() => links.GiveEndpointAsync(secret, "vpce-0123456789abcdef0", Cancel));
        await links.GiveAccountAsync(secret, "444444444444", Cancel);
        await Assert.ThrowsAsync<DomainException>(() => links.GiveAccountAsync(secret, "555555555555", Cancel));
        Assert.Equal("444444444444", (await links.OpenAsync(secret, Cancel)).AccountId);
    }

    [Fact]
    public async Task What_is_done_by_a_link_is_told_as_the_invited_customers_and_the_link_is_stored_nowhere()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var secret = await OpenAsync(world, service);
        await world.Get<CustomerLinks>().GiveAccountAsync(secret, "444444444444", Cancel);

        await using var context = world.Open();
        var rows = await context.AuditRows.AsNoTracking().ToListAsync(Cancel);
        Assert.Equal(
            ["connection.submit", "customer.give-account"],
            rows.Where(row => row.ActorIssuer == Actor.CustomerIssuer).Select(row => row.Action).Order());
        Assert.All(rows, row => Assert.DoesNotContain(secret, Encoding.UTF8.GetString(row.Bytes), StringComparison.Ordinal));
        Assert.Equal(
            "0", await world.ReadAsync($"select count(*)::text from customer_connection where position('{secret}' in customer_connection::text) > 0", Cancel));
        var told = await world.Get<Infrastructure.Audit.AuditQueries>().ListAsync(world.Cast.Priya, null, null, null, null, Cancel);
        Assert.Contains(told.Items, row => row is { Action: "customer.give-account", By: "Invited customer" });
    }

    [Fact]
    public async Task A_request_that_is_repeated_opens_one_connection_and_shows_its_link_once()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var key = new IdempotencyKey("northwind-1", [1]);
        var commands = world.Get<CustomerConnectionCommands>();

        var first = await commands.OpenAsync(world.Cast.Priya, service, Northwind, key, Cancel);
        var again = await commands.OpenAsync(world.Cast.Priya, service, Northwind, key, Cancel);

        Assert.Equal(first.Id, again.Id);
        Assert.NotNull(first.Secret);
        Assert.Null(again.Secret);
    }

    private static async Task<string> OpenAsync(PortalWorld world, Guid service, OpenCustomerConnectionInput? input = null) =>
        (await world.Get<CustomerConnectionCommands>().OpenAsync(world.Cast.Priya, service, input ?? Northwind, null, Cancel)).Secret!;

    private static async Task RefusedAsync(PortalWorld world, CustomerLinkProblem problem, string? secret)
    {
        var links = world.Get<CustomerLinks>();
        foreach (Func<Task> act in new Func<Task>[]
        {
            () => links.OpenAsync(secret, Cancel), () => links.GiveAccountAsync(secret, "444444444444", Cancel),
            () => links.GiveEndpointAsync(secret, "vpce-0123456789abcdef0", Cancel),
        })
        {
            Assert.Equal(problem, (await Assert.ThrowsAsync<CustomerLinkRefusedException>(act)).Problem);
        }
    }

    private static async Task<Infrastructure.Data.CustomerConnection> RowAsync(PortalWorld world)
    {
        await using var context = world.Open();
        return await context.CustomerConnections.AsNoTracking().SingleAsync(Cancel);
    }

    private static async Task<ConnectionStage?> StageAsync(PortalWorld world, Guid id) =>
        (await world.Get<CustomerConnectionQueries>().GetAsync(world.Cast.Priya, id, Cancel)).Stage;

    /// <summary>A team that stands for a customer takes no members.</summary>
    private static async Task AddAsync(PortalWorld world)
    {
        await using var context = world.Open();
        var team = await context.Teams.SingleAsync(team => team.CustomerOf != null, Cancel);
        var chen = await world.PersonAsync(world.Cast.Chen, Cancel);
        await world.Get<MemberCommands>().AddAsync(world.Cast.Nora, team.Id, new(chen.Id, ["consumer"]), null, Cancel);
    }
}
