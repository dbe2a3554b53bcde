using Microsoft.EntityFrameworkCore;
using Portal.Infrastructure.Commands;
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
        // An older version that still runs writes work down without its scope.
        await context.Database.ExecuteSqlAsync(
            $"select fill_work_scopes() where exists (select from work where account_id = '' and due_at is not null)", cancellationToken);
        var oldest = (await WorkTable.NowAsync(context, cancellationToken)) - CommandRunner.KeyLife;
        await context.IdempotencyRows.Where(row => row.CreatedAt < oldest).ExecuteDeleteAsync(cancellationToken);
    }, cancellationToken);
}
