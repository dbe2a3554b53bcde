using System.Diagnostics;
using System.Net;
using Portal.EndToEnd.Tests.Processes;
using Portal.Testing.Postgres;

namespace Portal.EndToEnd.Tests.Kills;

/// <summary>
/// SIGSTOP of a host at all boundaries of a call at once, another host that finishes, SIGCONT: the late one has no effect, and nobody has waited for it long.
/// </summary>
public sealed class FrozenHostTests(PostgresCluster cluster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // A lock is waited for six seconds, and the machine has other things to do.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(15);

    // Ten seconds that the frozen transaction may last, and the tries before and after.
    private static readonly TimeSpan LongestBusy = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_frozen_host_keeps_nobody_from_the_work_and_has_no_effect_when_it_thaws()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var cancellationToken = patience.Token;
        // The first host waits for the test's own lock as long as it takes.
        await using var world = await KillableWorld.StartAsync(cluster, cancellationToken, options: "-c lock_timeout=60000");
        await using var second = await world.StartSecondAsync(cancellationToken);
        var story = await FrozenStory.BeginAsync(world, second, cancellationToken);

        await story.StandAtAllBoundariesAndFreezeAsync(cancellationToken);
        await AnsweredProperlyAsync(second, story.Locked, cancellationToken);
        await story.FinishAsync(cancellationToken);
        var finished = await SnapshotAsync(world, cancellationToken);
        await story.ThawAsync(cancellationToken);

        Assert.Equal(finished, await SnapshotAsync(world, cancellationToken));
        await LikeACleanRunAsync(world, story, cancellationToken);
    }

    /// <summary>A person's click on what the frozen host holds is answered soon, is never a fault, and is done within a bounded time.</summary>
    private static async Task AnsweredProperlyAsync(PortalProcess portal, string service, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var asked = Stopwatch.GetTimestamp();
            using var reply = await portal.AskAsync(HttpMethod.Post, "Viktor", $"services/{service}/retry", cancellationToken);
            Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, LongestAnswer);
            if (reply.StatusCode == HttpStatusCode.Accepted)
            {
                break;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.StatusCode);
            Assert.NotNull(reply.Headers.RetryAfter?.Delta);
            Assert.Contains("busy", await reply.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
            Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, LongestBusy);
        }
    }

    /// <summary>What people and AWS see: stages, ids and the outcome of every operation.</summary>
    private static async Task<string> SnapshotAsync(KillableWorld world, CancellationToken cancellationToken) => await world.ScalarAsync<string>(
        """
        select concat_ws(E'\n',
            (select string_agg(concat_ws(' ', id, stage, version, vpc_endpoint_id), E'\n' order by id) from connection),
            (select string_agg(concat_ws(' ', id, stage, version), E'\n' order by id) from endpoint_service),
            (select string_agg(
                concat_ws(' ', step_key, aggregate_id, generation, outcome, result_id), E'\n' order by aggregate_id, step_key, generation) from operation))
        """, cancellationToken);

    private static async Task LikeACleanRunAsync(KillableWorld world, FrozenStory story, CancellationToken cancellationToken)
    {
        Assert.Equal(story.Connections.Count, (await world.ResultsAsync("CreateVpcEndpoint", "vpce-", cancellationToken)).Count);
        Assert.Equal(2, (await world.ResultsAsync("CreateVpcEndpointServiceConfiguration", "vpce-svc-", cancellationToken)).Count);
        Assert.Equal(2, (await world.ResultsAsync("CreateLoadBalancer", "arn:", cancellationToken)).Count);
        Assert.Equal(0, await world.ScalarAsync<long>("select count(*) from operation where outcome = 'Open' or generation > 1", cancellationToken));
        Assert.Empty(await world.DifferencesAsync(cancellationToken));
    }
}
