using Portal.Infrastructure.Data;
using Portal.Jobs.Dispatching;
using Portal.Testing.Postgres;

namespace Portal.Testing.Worlds;

/// <summary>A PostgreSQL whose databases begin with all migrations applied.</summary>
public sealed class PortalCluster : PostgresCluster
{
    protected override Task PrepareTemplateAsync(string connectionString) =>
        PortalDatabase.MigrateAsync(connectionString, CancellationToken.None, JobsSchema.Prepare);
}
