namespace Portal.Web.Shared;

/// <summary>Waits for what came of a comparison with AWS that a person asked for.</summary>
internal static class RefreshAnswer
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>How an object stands, and when AWS was asked last.</summary>
    /// <param name="Standing">Everything that a person would call a change.</param>
    /// <param name="Summary">The same in one line.</param>
    internal sealed record Look(DateTimeOffset? ObservedAt, string Standing, string Summary);

    /// <returns>What to tell the person.</returns>
    public static async Task<string> WaitAsync(Look before, Func<Task<Look>> read, TimeProvider clock, CancellationToken cancellationToken)
    {
        for (var begun = clock.GetUtcNow(); clock.GetUtcNow() - begun < Patience;)
        {
            await Task.Delay(Pause, clock, cancellationToken);
            var now = await read();
            if (now.ObservedAt > (before.ObservedAt ?? DateTimeOffset.MinValue))
            {
                return now.Standing == before.Standing ? "Checked just now: nothing has changed." : $"Checked just now: {DisplayText.EndSentence(now.Summary)}";
            }
        }

        return "AWS has not answered yet. This page shows it as soon as it has.";
    }
}
