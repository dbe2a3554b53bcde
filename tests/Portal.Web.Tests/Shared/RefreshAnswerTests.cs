using Microsoft.Extensions.Time.Testing;
using Portal.Web.Shared;

namespace Portal.Web.Tests.Shared;

public sealed class RefreshAnswerTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 9, 30, 0, TimeSpan.Zero);

    private static readonly RefreshAnswer.Look Before = new(Now, "Available", "Available");

    [Fact]
    public async Task What_is_as_it_was_is_said_to_be_so_only_once_AWS_was_asked_again() =>
        Assert.Equal("Checked just now: nothing has changed.", await AnswerAsync(Before, Before, Before with { ObservedAt = Now.AddSeconds(3) }));

    [Fact]
    public async Task What_has_changed_is_said() =>
        Assert.Equal(
            "Checked just now: Available, down: no zone is healthy.",
            await AnswerAsync(new RefreshAnswer.Look(Now.AddSeconds(1), "Available 2", "Available, down: no zone is healthy")));

    [Fact]
    public async Task Silence_is_never_said_to_be_an_answer() =>
        Assert.Equal("AWS has not answered yet. This page shows it as soon as it has.", await AnswerAsync(Before));

    [Fact]
    public async Task What_was_never_looked_at_counts_as_looked_at_by_its_first_observation() =>
        Assert.Equal(
            "Checked just now: nothing has changed.",
            await AnswerAsync(Before with { ObservedAt = null }, [Before with { ObservedAt = null }, Before]));

    private static Task<string> AnswerAsync(params RefreshAnswer.Look[] later) => AnswerAsync(Before, later);

    private static async Task<string> AnswerAsync(RefreshAnswer.Look before, RefreshAnswer.Look[] later)
    {
        var clock = new FakeTimeProvider(Now);
        var looks = 0;
        var answer = RefreshAnswer.WaitAsync(
            before, () => Task.FromResult(later[Math.Min(looks++, later.Length - 1)]), clock, TestContext.Current.CancellationToken);
        while (!answer.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        return await answer;
    }
}
