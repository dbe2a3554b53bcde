using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Dns;
using Portal.Jobs;
using Portal.Sandbox.Seeding;
using Portal.Web.Security.Limits;
using Portal.Web.SignIn;

namespace Portal.Web.Hosting;

/// <summary>What the host has to know before it can be put together.</summary>
/// <param name="ConnectionString">A database that the migrations have been applied to.</param>
/// <param name="Demo">The simulated AWS that the demo's people live in; none on real AWS.</param>
/// <param name="Story">Whether those people do their first things by themselves.</param>
/// <param name="Server">The version of the database's server.</param>
/// <param name="Dns">Whom to ask in public DNS; none for the name servers of the machine.</param>
/// <param name="SignIn">By which identity providers people sign in, and for how long; none for the demo's people alone.</param>
/// <param name="Door">How browsers reach it; none on this machine alone.</param>
/// <param name="HighWater">The file in which this host notes how far the database has come; none notes nothing.</param>
/// <param name="Limits">How many requests a minute there may be; none for the defaults.</param>
/// <param name="Control">Where the simulated world is steered; none on real AWS.</param>
internal sealed record PortalSetup(
    string ConnectionString, InstallationId Installation, JobsOptions Jobs, Action<AwsOptions> Aws, SandboxSeed? Demo, bool Story, Version? Server = null,
    Action<DnsOptions>? Dns = null, Uri? Control = null,
    SignInSettings? SignIn = null, PublicDoor? Door = null, string? HighWater = null, LimitSettings? Limits = null);
