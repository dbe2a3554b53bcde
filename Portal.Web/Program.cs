using Portal.Infrastructure.Data;
using Portal.Sandbox;
using Portal.Web;

// TEMP composition until Hosting lands
var dir = Environment.GetEnvironmentVariable("PORTAL_DATA") ?? "/tmp/w/data";
var cs = Environment.GetEnvironmentVariable("ConnectionStrings__Portal")!;
await PortalDatabase.MigrateAsync(cs, default);
await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { DataDirectory = dir });
InstallationId installation;
await using (var context = PortalDatabase.Open(cs))
{
    installation = await InstallationId.ReadAsync(context, default);
}

var hub = sandbox.Seed.Account("privatelink-portal");
var app = PortalApp.Build(WebApplication.CreateBuilder(args), new PortalSetup(cs, installation, new(), aws =>
{
    aws.ServiceUrl = sandbox.AwsEndpoint;
    aws.AccessKeyId = hub.AccessKeyId;
    aws.SecretAccessKey = hub.SecretAccessKey;
}, sandbox.Seed));
var tokens = await app.Services.GetRequiredService<Portal.Web.Demo.DemoPeople>().SeedAsync(sandbox.Seed, new Dictionary<string, string>(), default);
foreach (var (name, token) in tokens)
{
    Console.WriteLine($"{name} {token}");
}

Console.WriteLine($"sandbox {sandbox.AwsEndpoint} {sandbox.ControlEndpoint}");
await app.RunAsync();

/// <summary>The one host of the portal.</summary>
public sealed partial class Program;
