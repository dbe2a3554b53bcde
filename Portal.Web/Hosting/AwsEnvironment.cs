using System.Net;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Dns;
using Portal.Sandbox.Hosting;
using Portal.Sandbox.Seeding;
using Portal.Web.Demo;

namespace Portal.Web.Hosting;

/// <summary>The AWS that the portal works in: the real one, or a simulated one with its demo people.</summary>
internal sealed class AwsEnvironment(
    SandboxSeed? seed, Uri? aws, Uri? control, IReadOnlyList<IPEndPoint>? dns, SandboxHost? own, AwsSettings settings) : IAsyncDisposable
{
    // The account whose user the portal itself is; it assumes roles in all others.
    private const string Hub = "privatelink-portal";

    public SandboxSeed? Seed => seed;

    public void Configure(AwsOptions options)
    {
        options.ServiceUrl = aws ?? settings.ServiceUrl;
        options.HomeRegion = settings.HomeRegion ?? seed?.Account(Hub).Region ?? AwsSettings.RegionOfTheMachine ?? options.HomeRegion;
        settings.Regions.ToList().ForEach(options.Regions.Add);
        options.AccessKeyId = settings.AccessKeyId ?? seed?.Account(Hub).AccessKeyId;
        options.SecretAccessKey = settings.SecretAccessKey ?? seed?.Account(Hub).SecretAccessKey;
    }

    /// <summary>Where the simulated world is steered; none on real AWS, or where nobody has told.</summary>
    public Uri? Control => control;

    public void Configure(DnsOptions options) => options.Servers = dns;

    public EndpointsDocument Describe(Uri portal, IReadOnlyDictionary<string, string> tokens) => new(
        Text(portal), new(Text(aws), Text(control), dns is [var server, ..] ? server.ToString() : null),
        [.. Persona.All.Select(persona => new PersonaEntry(persona.Name, persona.Team, persona.Roles, tokens[persona.Name]))],
        [.. seed!.Accounts.Where(account => account.Team is not null).Select(account => new AccountEntry(
            account.AccountId, account.Team!, account.Region, account.RoleArn is not null, account.AccessKeyId, account.SecretAccessKey))]);

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string Text(Uri? address) => address?.ToString().TrimEnd('/') ?? "";
}
