using Portal.EndToEnd.Tests.Processes;
using Portal.Sandbox.Seeding;
using Portal.Testing.Postgres;

namespace Portal.EndToEnd.Tests.Kills;

/// <summary>Who asks whom for a connection; each of them needs a permission and an endpoint that nobody else has asked for.</summary>
public sealed record Consumer(string Account, string Who, string Provider, string Approver, Func<string, object> Request, Func<object> Service)
{
    public static Consumer Storefront { get; } = OfPayments("storefront-prod", "Chen", Requests.Storefront);

    public static Consumer Staging { get; } = OfPayments("storefront-staging", "Chen", Requests.Staging);

    public static Consumer Analytics { get; } = OfPayments("analytics-prod", "Amara", Requests.Reporting);

    public static Consumer OfTheOtherService { get; } = new("storefront-prod", "Chen", "quarry-saas", "Viktor", Requests.Storefront, Requests.Postgres);

    private static Consumer OfPayments(string account, string who, Func<string, object> request) =>
        new(account, who, "payments-prod", "Priya", request, Requests.PaymentsApi);
}

/// <summary>A world whose portal is killed by one test after the other; what they have made stays, and is counted again each time.</summary>
public sealed class OneLife(PostgresCluster cluster) : IAsyncLifetime
{
    private readonly Dictionary<string, string> _services = [];
    private readonly List<(string Who, string Id)> _connections = [];

    public KillableWorld World { get; private set; } = null!;

    public async ValueTask InitializeAsync() => World = await KillableWorld.StartAsync(cluster, TestContext.Current.CancellationToken);

    /// <returns>The id of the service that the consumer wants, published for the first who wants it.</returns>
    public async Task<string> ServiceAsync(Consumer consumer, CancellationToken cancellationToken)
    {
        if (!_services.TryGetValue(consumer.Provider, out var service))
        {
            service = _services[consumer.Provider] = await World.PublishAsync(consumer.Approver, consumer.Service(), cancellationToken);
        }

        return service;
    }

    /// <summary>From now on the calls of an account stand before or after their effect.</summary>
    /// <param name="nextRead">The read that follows when the call's result has been committed.</param>
    public async Task<Step> HeldAsync(string call, string nextRead, string alias, string when, CancellationToken cancellationToken)
    {
        var account = SandboxSeed.Default.Account(alias).AccountId;
        return new(nextRead, account, await World.Sandbox.HoldAsync(call, when, cancellationToken, account));
    }

    /// <summary>Asks for the consumer's connection and has it approved by a network admin and the provider.</summary>
    public async Task ConnectAsync(Consumer consumer, string service, CancellationToken cancellationToken)
    {
        var connection = await World.RequestAsync(consumer.Who, consumer.Request(service), cancellationToken);
        await World.ApproveAsync(connection, "Nora", cancellationToken);
        await World.ApproveAsync(connection, consumer.Approver, cancellationToken);
        _connections.Add((consumer.Who, connection));
    }

    /// <summary>Every connection comes to its endpoint; AWS has made these and no other, each of one intent, and every call was written down first.</summary>
    public async Task OneResourceOfOneIntentAsync(CancellationToken cancellationToken)
    {
        var endpoints = new List<string>();
        foreach (var (who, id) in _connections)
        {
            var available = await World.Portal.StageAsync(who, $"connections/{id}", "available", cancellationToken);
            endpoints.Add(available.GetProperty("endpoint").GetProperty("vpcEndpointId").GetString()!);
            Assert.Equal(1, await IntentsAsync($"step_key like 'endpoint.create%' and aggregate_id = '{id}'", cancellationToken));
        }

        Assert.Equal(endpoints.Order(), (await World.ResultsAsync("CreateVpcEndpoint", "vpce-", cancellationToken)).Order());
        Assert.Equal(_connections.Count, await IntentsAsync("step_key like 'endpoint.create%'", cancellationToken));
        Assert.Equal(_connections.Count, await IntentsAsync("step_key like 'principal.allow%'", cancellationToken));
        Assert.Equal(0, await IntentsAsync("outcome = 'Open'", cancellationToken));
        Assert.Empty(await World.DifferencesAsync(cancellationToken));
        await EveryCallHasItsAttemptAsync("ModifyVpcEndpointServicePermissions", cancellationToken);
        await EveryCallHasItsAttemptAsync("CreateVpcEndpoint", cancellationToken);
    }

    public async ValueTask DisposeAsync() => await World.DisposeAsync();

    private Task<long> IntentsAsync(string which, CancellationToken cancellationToken) =>
        World.ScalarAsync<long>($"select count(*) from operation where {which}", cancellationToken);

    /// <summary>The ledger and the database tell the same story: every call that AWS saw is a sending that was written down first.</summary>
    private async Task EveryCallHasItsAttemptAsync(string action, CancellationToken cancellationToken)
    {
        foreach (var call in await World.Sandbox.LedgerAsync(action, cancellationToken))
        {
            var agent = call.GetProperty("userAgent").GetString()!;
            var attempt = agent.Split("portal-attempt/")[1].Split(' ')[0];
            Assert.Equal(1, await World.ScalarAsync<long>($"select count(*) from attempt where id = '{attempt}'", cancellationToken));
        }
    }

    /// <summary>A call that is held, and the read by which one sees that its result has been committed.</summary>
    public sealed record Step(string NextRead, string Account, string Hold);
}
