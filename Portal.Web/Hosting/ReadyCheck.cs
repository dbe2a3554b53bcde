using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;

namespace Portal.Web.Hosting;

/// <summary>Ready means: the database answers, and changes are being heard.</summary>
internal sealed class ReadyCheck(IDbContextFactory<PortalDbContext> contexts, DatabaseAvailability availability, ChangeFeed feed) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (availability.IsAway)
        {
            return HealthCheckResult.Unhealthy("The database does not answer");
        }

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return !feed.IsListening ? HealthCheckResult.Unhealthy("Changes are not being heard yet")
            : await database.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database does not answer");
    }
}
