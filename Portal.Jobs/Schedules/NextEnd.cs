using Microsoft.EntityFrameworkCore;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Data;

namespace Portal.Jobs.Schedules;

/// <summary>When the next thing ends by its own time: a connection, the time to restore one that was cut off, or a service's notice.</summary>
internal static class NextEnd
{
    private static readonly string[] Ending =
    [
        .. Enum.GetValues<ConnectionStage>().Where(stage => ConnectionLifecycle.Allows(stage, ConnectionAction.Delete)
            || ConnectionLifecycle.Allows(stage, ConnectionAction.Expire)).Select(stage => stage.ToString()),
    ];

    /// <param name="after">
    /// Ends up to then have been tried: what could not be ended is tried again every minute, and keeps no later end from its own time.
    /// </param>
    /// <returns>None when nothing has a later end; in the past while it waits to be ended.</returns>
    public static async Task<DateTimeOffset?> ReadAsync(PortalDbContext context, DateTimeOffset after, CancellationToken cancellationToken) =>
        (await context.Database.SqlQuery<DateTimeOffset?>(
            $"""
            select min(at) as "Value" from (
                select (
                    select ends_at from connection where connection.stage = ending.stage and ends_at > {after.ToUniversalTime()} order by ends_at limit 1) as at
                from unnest({Ending}) as ending(stage)
                union all
                select min(restorable_until) from connection where restorable_until > {after.ToUniversalTime()} and stage = {nameof(ConnectionStage.CutOff)}
                union all
                select min(withdraw_at) from endpoint_service
                where withdraw_at > {after.ToUniversalTime()} and stage = {nameof(EndpointServiceStage.Draining)}) ends
            """).ToListAsync(cancellationToken)).Single()?.ToUniversalTime();
}
