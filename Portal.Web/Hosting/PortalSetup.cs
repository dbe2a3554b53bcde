using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;
using Portal.Jobs;
using Portal.Sandbox.Seeding;

namespace Portal.Web.Hosting;

/// <summary>What the host has to know before it can be put together.</summary>
/// <param name="ConnectionString">A database that the migrations have been applied to.</param>
/// <param name="Demo">The simulated AWS that the demo's people live in; none on real AWS.</param>
/// <param name="Story">Whether those people do their first things by themselves.</param>
/// <param name="Server">The version of the database's server.</param>
internal sealed record PortalSetup(
    string ConnectionString, InstallationId Installation, JobsOptions Jobs, Action<AwsOptions> Aws, SandboxSeed? Demo, bool Story, Version? Server = null);
