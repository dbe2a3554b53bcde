using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;

namespace Portal.Infrastructure.Tests.Aws;

/// <summary>A storm of form checks takes no more of an account's reads than is left to forms, and says so to whoever comes too late.</summary>
public sealed class FormReadsTests
{
    private static readonly AwsScope Scope = new("123456789012", "us-east-1");
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_click_that_comes_a_little_too_early_waits_for_its_turn_and_those_after_it_are_told_when_to_come_again()
    {
        var reads = new FormReads(new RequestBudget(Options.Create(new AwsOptions()), _clock), _clock);
        for (var check = 0; check < 40; check++)
        {
            await reads.TakeTurnAsync(Scope, Cancel);
        }

        var waiting = Enumerable.Range(0, 20).Select(_ => reads.TakeTurnAsync(Scope, Cancel)).ToList();
        Assert.All(waiting, wait => Assert.False(wait.IsCompleted));
        var refused = await Assert.ThrowsAsync<AwsCallException>(() => reads.TakeTurnAsync(Scope, Cancel));
        Assert.Equal((RetryClass.Throttled, Party.Portal), (refused.Failure.Class, refused.Failure.Owner));
        Assert.StartsWith("Too many forms are being checked against account 123456789012", refused.Failure.Cause, StringComparison.Ordinal);
        Assert.Matches("^Try again in [0-9]+ s; nothing was changed$", refused.Failure.Action);
        // Another account has room of its own, and so has the work in this one.
        await reads.TakeTurnAsync(new("210987654321", "us-east-1"), Cancel);

        _clock.Advance(TimeSpan.FromSeconds(5.1));
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task Who_closes_the_page_gives_their_place_in_the_line_to_the_next()
    {
        var reads = new FormReads(new RequestBudget(Options.Create(new AwsOptions()), _clock), _clock);
        for (var check = 0; check < 40; check++)
        {
            await reads.TakeTurnAsync(Scope, Cancel);
        }

        using var closed = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var gone = Enumerable.Range(0, 20).Select(_ => reads.TakeTurnAsync(Scope, closed.Token)).ToList();
        await closed.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(gone));
        Assert.All(gone, wait => Assert.True(wait.IsCanceled));

        var next = reads.TakeTurnAsync(Scope, Cancel);
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(5.1));
        await next;
    }

    [Fact]
    public async Task Without_a_rate_nobody_waits()
    {
        var reads = new FormReads(new RequestBudget(Options.Create(new AwsOptions { RequestRates = [] }), _clock), _clock);
        for (var check = 0; check < 500; check++)
        {
            await reads.TakeTurnAsync(Scope, Cancel);
        }
    }
}
