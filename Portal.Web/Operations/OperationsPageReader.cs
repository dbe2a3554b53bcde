using Hangfire;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Provisioning;

namespace Portal.Web.Operations;

/// <summary>A process that takes jobs.</summary>
public sealed record WorkerView(string Name, int Workers, DateTimeOffset StartedAt, DateTimeOffset? Heartbeat);

/// <summary>Reads the page of operations: what is to do from the portal's tables, who does it from Hangfire's.</summary>
public sealed class OperationsPageReader(WorkQueries work, JobStorage jobs) : PageReader<OperationsPageQuery, OperationsPageSnapshot>
{
    public override async Task<OperationsPageSnapshot> ReadAsync(OperationsPageQuery query, CancellationToken cancellationToken) => query.Reader.IsNetworkAdmin
        ? new(await work.ReadAsync(query.Reader, cancellationToken), await Task.Run(Servers, cancellationToken))
        : new(null, []);

    /// <summary>The storage answers on the calling thread.</summary>
    private IReadOnlyList<WorkerView> Servers() =>
        [.. jobs.GetMonitoringApi().Servers().OrderBy(server => server.Name, StringComparer.Ordinal).Select(server => new WorkerView(
            server.Name.Split(':')[0], server.WorkersCount, Utc(server.StartedAt), server.Heartbeat is { } beat ? Utc(beat) : null))];

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
