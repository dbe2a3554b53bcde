using Hangfire;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Provisioning;

namespace Portal.Web.Operations;

/// <summary>The portal's own work, for network admins.</summary>
public sealed partial class OperationsPage
{
    [Inject]
    public required WorkQueries Work { get; init; }

    [Inject]
    public required JobStorage Jobs { get; init; }

    protected override string SnapshotKey => "operations";

    protected override bool Concerns(Change change) => true;

    protected override async Task<OperationsSnapshot> ReadAsync(Actor actor, CancellationToken cancellationToken) => actor.IsNetworkAdmin
        ? new(await Work.ReadAsync(actor, cancellationToken), await Task.Run(Servers, cancellationToken))
        : new(null, []);

    /// <summary>The storage answers on the calling thread.</summary>
    private IReadOnlyList<WorkerView> Servers() =>
        [.. Jobs.GetMonitoringApi().Servers().OrderBy(server => server.Name, StringComparer.Ordinal)
            .Select(server => new WorkerView(server.Name.Split(':')[0], server.WorkersCount, Utc(server.StartedAt), server.Heartbeat is { } beat ? Utc(beat) : null))];

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}

/// <summary>A process that takes jobs.</summary>
public sealed record WorkerView(string Name, int Workers, DateTimeOffset StartedAt, DateTimeOffset? Heartbeat);

/// <summary>What the page of operations shows.</summary>
/// <param name="Work">None for whoever may not see it.</param>
public sealed record OperationsSnapshot(WorkOverview? Work, IReadOnlyList<WorkerView> Servers);
