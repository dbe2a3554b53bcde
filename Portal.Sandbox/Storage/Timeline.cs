namespace Portal.Sandbox.Storage;

/// <summary>
/// What state something is in at which time. Asynchronous changes are written down when they are caused and take effect by the clock alone,
/// so no timer can be lost in a restart.
/// </summary>
internal sealed record Timeline(IReadOnlyList<Phase> Phases)
{
    private const string Gone = "gone";

    public static Timeline From(DateTimeOffset at, string state) => new([new(at, state)]);

    public Timeline Then(TimeSpan after, string state) => new([.. Phases, new(Phases[^1].From + after, state)]);

    /// <summary>The end: from then on it is not found.</summary>
    public Timeline ThenGone(TimeSpan after) => Then(after, Gone);

    public string At(DateTimeOffset now)
    {
        var state = Phases[0].State;
        foreach (var phase in Phases)
        {
            if (phase.From > now)
            {
                break;
            }

            state = phase.State;
        }

        return state;
    }

    public DateTimeOffset? When(string state) => Phases.FirstOrDefault(phase => phase.State == state)?.From;

    public DateTimeOffset? WhenGone() => When(Gone);
}

/// <summary>A state and the time from which it holds.</summary>
internal sealed record Phase(DateTimeOffset From, string State);
