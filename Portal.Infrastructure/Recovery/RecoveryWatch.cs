using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Recovery;

/// <summary>
/// Notes outside the database how far its history has come, and lets the portal only observe when the database lacks what was noted: it is older than what was
/// done by it, as after restoring a backup or a failover that lost commits.
/// </summary>
/// <param name="file">The note; where hosts have no folder in common, each has its own.</param>
public sealed partial class RecoveryWatch(
    string file, IDbContextFactory<PortalDbContext> contexts, RecoveryCommands commands, RecoveryGate gate, InstallationId installation, TimeProvider clock,
    ILogger<RecoveryWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Compares before anything else of this host works.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await CompareAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Compares the note with the database, and notes anew how far it has come.</summary>
    public async Task CompareAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await ProblemAsync(context, cancellationToken) is { } problem)
        {
            Log.Recovering(logger, problem);
            await commands.BeginAsync(problem, cancellationToken);
        }

        if (await gate.AskAnewAsync(cancellationToken) is null)
        {
            await NoteAsync(context, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CompareAsync(stoppingToken);
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
            {
                // The older note stays; what it says is compared at the next try.
                Log.NotCompared(logger, failed);
            }
        }
    }

    private async Task<string?> ProblemAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        HighWater? noted;
        try
        {
            noted = await HighWater.ReadAsync(file, cancellationToken);
        }
        catch (JsonException)
        {
            File.Delete(file);
            return $"The note of how far this database had come, {file}, could not be read, and so not be compared.";
        }

        // Another portal's folder says nothing of this database; and what was noted before a confirmation has been confirmed.
        return noted is null || noted.Installation != installation.Value
            || await context.Recoveries.AnyAsync(recovery => recovery.EndedAt >= noted.NotedAt, cancellationToken)
            || await context.AuditRows.AnyAsync(row => row.At == noted.At && row.Id == noted.Row, cancellationToken)
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The history had come to {noted.At:yyyy-MM-dd HH:mm:ss} UTC, and this database lacks its last line: "
                + $"it is older than what the portal has done.");
    }

    private async Task NoteAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        var newest = await context.AuditRows.OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Select(row => new { row.At, row.Id })
            .FirstOrDefaultAsync(cancellationToken);
        if (newest is not null)
        {
            var now = await WorkTable.NowAsync(context, cancellationToken);
            try
            {
                await new HighWater(installation.Value, newest.At, newest.Id, now).WriteAsync(file, cancellationToken);
            }
            catch (Exception full) when (full is IOException or UnauthorizedAccessException)
            {
                // A full disk stops nobody's work; the older note says less, and nothing wrong.
                Log.NotNoted(logger, full);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The portal only observes until a network admin confirms: {Problem}")]
        public static partial void Recovering(ILogger logger, string problem);

        [LoggerMessage(3, LogLevel.Warning, "How far the database has come could not be noted: a restored one may not be noticed")]
        public static partial void NotNoted(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "How far the database has come could not be compared with what was noted")]
        public static partial void NotCompared(ILogger logger, Exception exception);
    }
}
