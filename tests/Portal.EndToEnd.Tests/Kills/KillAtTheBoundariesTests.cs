using Portal.EndToEnd.Tests.Processes;

namespace Portal.EndToEnd.Tests.Kills;

/// <summary>SIGKILL of the host around one call to AWS, again and again in one life: whatever died, one resource comes of one intent.</summary>
public sealed class KillAtTheBoundariesTests(OneLife life) : IClassFixture<OneLife>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public Task Killed_before_the_call_takes_effect_the_intent_is_carried_out_once() =>
        KilledAsync("before", Consumer.Storefront, async (world, step, cancellationToken) =>
        {
            // The call has left the dead host and arrives at AWS only when the next one is at work.
            await world.KillAndStartAsync(cancellationToken);
            await world.Sandbox.ReleaseAsync(step.Hold, cancellationToken);
        });

    [Fact]
    public Task Killed_after_the_effect_and_before_the_reply_the_effect_is_found_and_not_repeated() =>
        KilledAsync("after", Consumer.Staging, (world, step, cancellationToken) =>
            world.KillAndStartAsync(cancellationToken, () => world.Sandbox.ReleaseAsync(step.Hold, cancellationToken)));

    [Fact]
    public Task Killed_after_the_reply_and_before_the_commit_the_effect_is_found_and_not_repeated() =>
        KilledAsync("before", Consumer.Analytics, async (world, step, cancellationToken) =>
        {
            await using var connection = await world.OpenAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using (var lockTable = connection.CreateCommand())
            {
                lockTable.CommandText = "lock table attempt in share mode";
                await lockTable.ExecuteNonQueryAsync(cancellationToken);
            }

            await world.Sandbox.ReleaseAsync(step.Hold, cancellationToken);
            await world.SomebodyWaitsForAttemptsAsync(cancellationToken);
            await world.KillAndStartAsync(cancellationToken, () => transaction.RollbackAsync(cancellationToken));
        });

    [Fact]
    public Task Killed_after_the_commit_the_next_host_goes_on_from_there() =>
        KilledAsync("before", Consumer.OfTheOtherService, async (world, step, cancellationToken) =>
        {
            var next = await world.Sandbox.HoldAsync(step.NextRead, "before", cancellationToken, step.Account);
            await world.Sandbox.ReleaseAsync(step.Hold, cancellationToken);
            await world.Sandbox.HasStoppedAsync(next, cancellationToken);
            // Somebody else may have come to the same read.
            await world.NothingIsOpenAsync(cancellationToken);
            await world.KillAndStartAsync(cancellationToken, () => world.Sandbox.ReleaseAsync(next, cancellationToken));
        });

    /// <param name="when"><c>before</c> or <c>after</c> the effect: where the call is held while the host is killed.</param>
    private async Task KilledAsync(string when, Consumer consumer, Func<KillableWorld, OneLife.Step, CancellationToken, Task> kill)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var cancellationToken = patience.Token;
        var service = await life.ServiceAsync(consumer, cancellationToken);
        // Each boundary is met twice: by the principal's permission, and then by the endpoint of the same connection.
        OneLife.Step[] steps =
        [
            await life.HeldAsync("ModifyVpcEndpointServicePermissions", "DescribeVpcEndpointServicePermissions", consumer.Provider, when, cancellationToken),
            await life.HeldAsync("CreateVpcEndpoint", "DescribeVpcEndpoints", consumer.Account, when, cancellationToken),
        ];
        await life.ConnectAsync(consumer, service, cancellationToken);

        foreach (var step in steps)
        {
            await life.World.Sandbox.HasStoppedAsync(step.Hold, cancellationToken);
            await kill(life.World, step, cancellationToken);
        }

        await life.OneResourceOfOneIntentAsync(cancellationToken);
    }
}
