using Microsoft.EntityFrameworkCore;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Schedules;

/// <summary>Makes room for the history of the months to come, and forgets what no longer counts.</summary>
public sealed class HousekeepingJob(IDbContextFactory<PortalDbContext> contexts, ScheduleLock schedules)
{
    public Task RunAsync(CancellationToken cancellationToken) => schedules.RunAloneAsync("housekeeping", async () =>
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"select ensure_audit_partitions(3)", cancellationToken);
        var oldest = (await WorkTable.NowAsync(context, cancellationToken)) - CommandRunner.KeyLife;
        await context.IdempotencyRows.Where(row => row.CreatedAt < oldest).ExecuteDeleteAsync(cancellationToken);
    }, cancellationToken);
}
