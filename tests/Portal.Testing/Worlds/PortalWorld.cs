using Amazon.EC2;
using Amazon.ElasticLoadBalancingV2;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Dns;
using Portal.Infrastructure.Provisioning;
using Portal.Sandbox;
using Portal.Sandbox.Hosting;
using Portal.Sandbox.Seeding;

namespace Portal.Testing.Worlds;

/// <summary>A whole portal in one process, without web host and Hangfire: a database, a simulated AWS, people, and workers that a test runs by hand.</summary>
public sealed class PortalWorld : IAsyncDisposable
{
    // More than any story needs; a portal that never comes to rest fails its test.
    private const int MostRounds = 300;

    private readonly TemporaryFolder _folder;
    private readonly List<PortalWorker> _workers = [];
    private readonly List<IDisposable> _clients = [];
    private TimeSpan _offset;
    private bool _hasDatabaseClock;
    private bool _movesAws;

    private PortalWorld(TemporaryFolder folder, SandboxHost sandbox, string connectionString, FakeTimeProvider clock, InstallationId installation, Cast cast)
    {
        (_folder, Sandbox, ConnectionString, Clock, Installation, Cast) = (folder, sandbox, connectionString, clock, installation, cast);
        Aws = new(sandbox.ControlEndpoint);
        Portal = Add("portal", clock);
    }

    public SandboxHost Sandbox { get; }

    public SandboxSeed Seed => Sandbox.Seed;

    public SandboxControl Aws { get; }

    public string ConnectionString { get; }

    /// <summary>Business time; the database's clock moves with it.</summary>
    public FakeTimeProvider Clock { get; }

    public InstallationId Installation { get; }

    public Cast Cast { get; }

    /// <summary>Where people act, and the worker that does what is due.</summary>
    public PortalWorker Portal { get; }

    public static async Task<PortalWorld> StartAsync(
        PortalCluster cluster, CancellationToken cancellationToken, SandboxDelays? delays = null, SandboxSwitches? switches = null)
    {
        var connectionString = await cluster.CreateDatabaseAsync();
        // Reading it moves it on, so that what happens one after the other has times in that order.
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow()) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
        var folder = new TemporaryFolder();
        // The SDK signs by the machine's clock, and a simulated AWS refuses signatures that are too old for its own.
        var sandbox = await SandboxHost.StartAsync(
            new() { DataDirectory = folder["aws"], Delays = delays ?? SandboxDelays.None, Switches = switches ?? SandboxSwitches.Believed }, cancellationToken);
        await using var context = PortalDatabase.Open(connectionString);
        var installation = await InstallationId.ReadAsync(context, cancellationToken);
        return new(folder, sandbox, connectionString, clock, installation, await Cast.SeedAsync(context, sandbox.Seed, clock.GetUtcNow(), cancellationToken));
    }

    /// <summary>Another worker, whose clock stands until the test moves it: one that hangs neither renews its lease nor times out.</summary>
    public PortalWorker AddWorker(string name) => Add(name, new FakeTimeProvider(Clock.GetUtcNow()));

    public T Get<T>()
        where T : notnull => Portal.Get<T>();

    public PortalDbContext Open() => PortalDatabase.Open(ConnectionString);

    /// <summary>Whether calls are sent at the pace that AWS takes; to be set before the first of them.</summary>
    public bool IsPaced { get; set; } = true;

    /// <summary>Makes the simulated AWS the one that is called.</summary>
    public void PointAtSandbox(AwsOptions aws)
    {
        var hub = Seed.Account("privatelink-portal");
        (aws.ServiceUrl, aws.AccessKeyId, aws.SecretAccessKey) = (Sandbox.AwsEndpoint, hub.AccessKeyId, hub.SecretAccessKey);
        // Forms wait for their turn by the portal's clock, which stands still here.
        aws.RequestRates = IsPaced ? [.. aws.RequestRates.Where(rate => !rate.Names(FormReads.Action))] : [];
    }

    /// <summary>Makes the simulated public DNS the one that is asked.</summary>
    public void PointAtSandbox(DnsOptions dns) => dns.Servers = [Sandbox.DnsEndpoint];

    /// <summary>An outsider: the administrator of an account, who does not ask the portal.</summary>
    public AmazonEC2Client Ec2(string alias) => Kept(new AmazonEC2Client(
        Seed.Account(alias).AccessKeyId, Seed.Account(alias).SecretAccessKey,
        new AmazonEC2Config { ServiceURL = Sandbox.AwsEndpoint.ToString(), AuthenticationRegion = Seed.Account(alias).Region, MaxErrorRetry = 0 }));

    /// <summary>The same for load balancers.</summary>
    public AmazonElasticLoadBalancingV2Client Elb(string alias) => Kept(new AmazonElasticLoadBalancingV2Client(
        new Amazon.Runtime.BasicAWSCredentials(Seed.Account(alias).AccessKeyId, Seed.Account(alias).SecretAccessKey),
        new AmazonElasticLoadBalancingV2Config
        {
            ServiceURL = Sandbox.AwsEndpoint.ToString(),
            AuthenticationRegion = Seed.Account(alias).Region,
            MaxErrorRetry = 0
        }));

    /// <summary>From now on the simulated AWS's time passes only with the test's.</summary>
    public async Task HoldAwsTimeAsync(CancellationToken cancellationToken)
    {
        await Aws.FreezeAsync(cancellationToken);
        _movesAws = true;
    }

    /// <summary>Lets time pass, for business and for leases and due times alike.</summary>
    public async Task PassAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        _offset += time;
        Clock.Advance(time);
        if (_movesAws)
        {
            await Aws.AdvanceAsync(time, cancellationToken);
        }

        await MoveDatabaseClockAsync(cancellationToken);
    }

    /// <summary>Does what is due now, and what becomes due at once by that.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken, PortalWorker? worker = null)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            await using var context = Open();
            var due = await ScopeTable.EnqueueDueAsync(context, 100, cancellationToken);
            if (due.Count == 0)
            {
                return;
            }

            foreach (var scope in due)
            {
                await (worker ?? Portal).RunAsync(new AwsScope(scope.AccountId, scope.Region), cancellationToken);
            }
        }

        throw new InvalidOperationException($"Work is still due after {MostRounds} rounds.");
    }

    /// <summary>Does what is due, and lets time pass to the next due time as long as that is near: what rests is looked at minutes later.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken, PortalWorker? worker = null)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            await RunDueAsync(cancellationToken, worker);
            await using var context = Open();
            if (await ScopeTable.UntilNextAsync(context, cancellationToken) is not { } next || next > TimeSpan.FromMinutes(2))
            {
                return;
            }

            await PassAsync(next < TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : next + TimeSpan.FromMilliseconds(1), cancellationToken);
        }

        throw new InvalidOperationException($"The portal has not come to rest after {MostRounds} rounds.");
    }

    /// <summary>Does what is due, minute by minute, for so long.</summary>
    public async Task WatchAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        for (var left = time; left > TimeSpan.Zero; left -= TimeSpan.FromMinutes(1))
        {
            await RunDueAsync(cancellationToken);
            await PassAsync(left < TimeSpan.FromMinutes(1) ? left : TimeSpan.FromMinutes(1), cancellationToken);
        }

        await RunDueAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        foreach (var worker in _workers)
        {
            await worker.DisposeAsync();
        }

        Aws.Dispose();
        await Sandbox.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>By a row and not by the setting, of which only new sessions hear: to open them anew each time takes longer than most of what they do.</summary>
    private async Task MoveDatabaseClockAsync(CancellationToken cancellationToken)
    {
        await using var context = Open();
        if (!_hasDatabaseClock)
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                create schema test;
                create table test.clock as select interval '0' as ahead;
                create or replace function portal_now() returns timestamptz language sql stable as
                'select clock_timestamp() + ahead from test.clock';
                """,
                cancellationToken);
            _hasDatabaseClock = true;
        }

        await context.Database.ExecuteSqlAsync($"update test.clock set ahead = {_offset}", cancellationToken);
    }

    private PortalWorker Add(string name, FakeTimeProvider clock)
    {
        var worker = new PortalWorker(name, ConnectionString, Installation, clock, PointAtSandbox, PointAtSandbox);
        _workers.Add(worker);
        return worker;
    }

    private T Kept<T>(T client)
        where T : IDisposable
    {
        _clients.Add(client);
        return client;
    }
}
