using Hangfire;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Recovery;

namespace Portal.Web.Operations;

/// <summary>A process that takes jobs.</summary>
/// <param name="Id">Its own: several run on one machine, and one that was killed is listed for a while beside the one that came after it.</param>
/// <param name="Name">Its machine's.</param>
public sealed record WorkerView(string Id, string Name, int Workers, DateTimeOffset StartedAt, DateTimeOffset? Heartbeat);

/// <summary>Reads the page of operations: what is to do from the portal's tables, who does it from Hangfire's.</summary>
public sealed class OperationsPageReader(WorkQueries work, JobStorage jobs, RecoveryGate recovery) : PageReader<OperationsPageQuery, OperationsPageSnapshot>
{
    public override async Task<OperationsPageSnapshot> ReadAsync(OperationsPageQuery query, CancellationToken cancellationToken) => query.Reader.IsNetworkAdmin
        ? new(
            await work.ReadAsync(query.Reader, cancellationToken), await Task.Run(Servers, cancellationToken),
            await recovery.AskAnewAsync(cancellationToken))
        : new(null, []);

    /// <summary>The storage answers on the calling thread.</summary>
    private IReadOnlyList<WorkerView> Servers() =>
        [.. jobs.GetMonitoringApi().Servers().OrderBy(server => server.Name, StringComparer.Ordinal).Select(server => new WorkerView(
            server.Name, server.Name.Split(':')[0], server.WorkersCount, Utc(server.StartedAt), server.Heartbeat is { } beat ? Utc(beat) : null))];

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
