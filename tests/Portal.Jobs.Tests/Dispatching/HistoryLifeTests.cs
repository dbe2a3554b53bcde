using Hangfire;
using Hangfire.States;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Jobs.Dispatching;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Dispatching;

[Collection(HangfireStorages.Name)]
public sealed class HistoryLifeTests(PortalCluster cluster) : Engine(cluster)
{
    [Fact]
    public async Task A_run_that_succeeded_is_kept_for_minutes_and_one_that_failed_long_enough_to_look_at_it()
    {
        await using var world = await StartAsync();
        await using var services = new ServiceCollection().AddLogging().AddPortalJobs(world.ConnectionString, new JobsOptions { Enabled = false })
            .BuildServiceProvider();
        var jobs = services.GetRequiredService<IBackgroundJobClient>();

        Assert.Equal(HistoryLife.OfSuccess, await KeptAsync(world, jobs, new SucceededState(null, 1, 1)));
        Assert.Equal(HistoryLife.OfFailure, await KeptAsync(world, jobs, new FailedState(new InvalidOperationException("a defect"))));
        Assert.True(HistoryLife.OfSuccess + HistoryLife.ClearedEvery < TimeSpan.FromMinutes(10));
    }

    /// <summary>How long Hangfire's own storage keeps a run that ended so.</summary>
    private static async Task<TimeSpan> KeptAsync(PortalWorld world, IBackgroundJobClient jobs, IState end)
    {
        var job = jobs.Enqueue<ReconcileJob>(job => job.RunAsync("210000000001", "us-east-1", CancellationToken.None));
        // What failed is at once deleted, since nothing tries it again: then this tells that another state came of it.
        jobs.ChangeState(job, end);
        await using var context = world.Open();
        var kept = (await context.Database.SqlQueryRaw<TimeSpan>("""select expireat - now() as "Value" from hangfire.job where id = {0}""",
            long.Parse(job, System.Globalization.CultureInfo.InvariantCulture)).ToListAsync(Cancel)).Single();
        return TimeSpan.FromMinutes(Math.Round(kept.TotalMinutes));
    }
}
