using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Security;

namespace Portal.Jobs.Schedules;

/// <summary>The net under everything: one batched read an account and region finds endpoints that differ from what was last seen, and makes their connections due.</summary>
public sealed partial class SweepJob(
    IDbContextFactory<PortalDbContext> contexts, EndpointGateway endpoints, InstallationId installation, ILogger<SweepJob> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"select ensure_audit_partitions(3)", cancellationToken);
        var oldest = (await WorkTable.NowAsync(context, cancellationToken)) - CommandRunner.KeyLife;
        await context.IdempotencyRows.Where(row => row.CreatedAt < oldest).ExecuteDeleteAsync(cancellationToken);

        var live = await LiveAsync(context, cancellationToken);
        foreach (var group in live.GroupBy(connection => connection.Scope))
        {
            await SweepAsync(context, group.Key, [.. group], cancellationToken);
        }
    }

    private static async Task<List<LiveConnection>> LiveAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        var rows = await context.Connections.AsNoTracking()
            .Where(connection => connection.Stage == ConnectionStage.Available || connection.Stage == ConnectionStage.Disconnected)
            .Join(context.Work.Where(work => work.Kind == SubjectKind.Connection), connection => connection.Id, work => work.Id, (connection, work) => new { connection.Id, connection.Spec, work.Observation })
            .ToListAsync(cancellationToken);
        // Into a self-managed account nobody lets the portal look.
        return [.. rows.Where(row => !row.Spec.SelfManaged).Select(row => new LiveConnection(row.Id, new AwsScope(row.Spec.AccountId, row.Spec.Region), row.Observation))];
    }

    private async Task SweepAsync(PortalDbContext context, AwsScope scope, IReadOnlyList<LiveConnection> connections, CancellationToken cancellationToken)
    {
        IReadOnlyList<TaggedEndpoint> listed;
        try
        {
            listed = await endpoints.ListAsync(scope, installation.Value, cancellationToken);
        }
        catch (Exception failed) when (failed is AwsCallException or SubjectNotFoundException)
        {
            // Nothing is inferred from a list that could not be read; each connection's own look says what is wrong.
            Log.ListFailed(logger, failed, scope.AccountId, scope.Region);
            return;
        }

        foreach (var connection in connections.Where(connection => Differs(connection, listed)))
        {
            await WorkTable.WakeAsync(context, SubjectKind.Connection, connection.Id, cancellationToken);
        }
    }

    private static bool Differs(LiveConnection connection, IReadOnlyList<TaggedEndpoint> listed)
    {
        if (Observations.Read<ConnectionObservation>(connection.Observation) is not { } seen)
        {
            // What another version saw and this one cannot read is looked at anew.
            return connection.Observation is not null;
        }

        if (seen.Endpoint.Value is not { } before)
        {
            // What was gone at the last look is the connection's own to look for.
            return false;
        }

        var now = listed.FirstOrDefault(endpoint => endpoint.ConnectionId == connection.Id && endpoint.Endpoint.VpcEndpointId == before.VpcEndpointId)?.Endpoint;
        return now is null || now.State != before.State || now.PrivateDnsEnabled != before.PrivateDnsEnabled
            || !Same(now.SubnetIds, before.SubnetIds) || !Same(now.SecurityGroupIds, before.SecurityGroupIds);
    }

    private static bool Same(IEnumerable<string> left, IEnumerable<string> right) => left.Order(StringComparer.Ordinal).SequenceEqual(right.Order(StringComparer.Ordinal));

    private sealed record LiveConnection(Guid Id, AwsScope Scope, string? Observation);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The endpoints of {AccountId} in {Region} could not be listed")]
        public static partial void ListFailed(ILogger logger, Exception exception, string accountId, string region);
    }
}
