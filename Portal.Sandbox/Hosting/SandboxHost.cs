using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Sandbox.Calls;
using Portal.Sandbox.Control;
using Portal.Sandbox.DataDirectories;
using Portal.Sandbox.Holds;
using Portal.Sandbox.PublicDns;
using Portal.Sandbox.Seeding;

namespace Portal.Sandbox.Hosting;

/// <summary>A running simulated AWS: one endpoint for EC2, ELBv2 and STS of all its accounts, and a control API beside it.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    private readonly DataDirectory _data;
    private readonly CancellationTokenSource _stopping;
    private readonly WebApplication _aws;
    private readonly WebApplication _control;
    private readonly DnsListener _dns;
    private bool _disposed;

    private SandboxHost(DataDirectory data, CancellationTokenSource stopping, Engine engine, WebApplication aws, WebApplication control, DnsListener dns)
    {
        _data = data;
        _stopping = stopping;
        _aws = aws;
        _control = control;
        _dns = dns;
        Engine = engine;
        DnsEndpoint = dns.Address;
        AwsEndpoint = Address(aws);
        ControlEndpoint = Address(control);
    }

    /// <summary>Where AWS clients are pointed to, whatever the service, account or region.</summary>
    public Uri AwsEndpoint { get; }

    public Uri ControlEndpoint { get; }

    /// <summary>The name server of the simulated public DNS, for UDP and TCP.</summary>
    public IPEndPoint DnsEndpoint { get; }

    /// <summary>The seed that this data directory was made from.</summary>
    public SandboxSeed Seed => _data.Seed;

    internal Engine Engine { get; }

    /// <exception cref="SandboxStartException">A port is taken, or the data directory cannot be used.</exception>
    public static async Task<SandboxHost> StartAsync(SandboxOptions options, CancellationToken cancellationToken = default)
    {
        var data = DataDirectory.Open(options.DataDirectory, options.Seed, options.Clock.GetUtcNow());
        var stopping = new CancellationTokenSource();
        var holds = new HoldBoard();
        var settings = new SandboxSettings { Delays = options.Delays, Switches = options.Switches, Throttling = options.Throttling };
        var engine = new Engine(data, settings, options.Clock, holds, options.Logging.CreateLogger<Engine>(), stopping.Token);
        var aws = Listener(options.AwsPort);
        aws.Run(new AwsListener(engine).HandleAsync);
        var control = Listener(options.ControlPort);
        control.UseControlGuard();
        new ControlApi(engine, holds, data).Map(control);
        try
        {
            await StartAsync(aws, options.AwsPort, cancellationToken);
            await StartAsync(control, options.ControlPort, cancellationToken);
            return new(data, stopping, engine, aws, control, DnsListener.Start(engine, options.DnsPort));
        }
        catch
        {
            await aws.DisposeAsync();
            await control.DisposeAsync();
            stopping.Dispose();
            data.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        await _stopping.CancelAsync();
        await _dns.DisposeAsync();
        await _aws.StopAsync();
        await _control.StopAsync();
        await _aws.DisposeAsync();
        await _control.DisposeAsync();
        _stopping.Dispose();
        _data.Dispose();
    }

    private static WebApplication Listener(int port)
    {
        // The empty builder reads no configuration: the host's own ASPNETCORE_ settings are not ours.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = AwsListener.LargestBody;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        return builder.Build();
    }

    private static async Task StartAsync(WebApplication app, int port, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException failure)
        {
            throw new SandboxStartException(
                $"Port {port} on 127.0.0.1 cannot be used by the sandbox; choose another one or 0 for any. ({failure.Message})", failure);
        }
    }

    private static Uri Address(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());

    /// <summary>Whoever hosts the sandbox decides when it stops; it does not listen for signals itself.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
