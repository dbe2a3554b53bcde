namespace Portal.Sandbox.Storage;

/// <summary>
/// What state something is in at which time. Asynchronous changes are written down when they are caused and take effect by the clock alone,
/// so no timer can be lost in a restart.
/// </summary>
internal sealed record Timeline(IReadOnlyList<Phase> Phases)
{
    private const string Gone = "gone";
    private static readonly DateTimeOffset Never = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What keeps it from going on, if anything does.</summary>
    public Halt? Halted { get; init; }

    public static Timeline From(DateTimeOffset at, string state) => new([new(at, state)]);

    public Timeline Then(TimeSpan after, string state) => new([.. Phases, new(Phases[^1].From + after, state)]);

    /// <summary>The end: from then on it is not found.</summary>
    public Timeline ThenGone(TimeSpan after) => Then(after, Gone);

    public string At(DateTimeOffset now) => Phases[IndexAt(now)].State;

    public DateTimeOffset? When(string state)
    {
        for (var i = 0; i < Phases.Count; i++)
        {
            if (Phases[i].State == state)
            {
                return i > (Halted?.Phase ?? i) ? Never : Phases[i].From;
            }
        }

        return null;
    }

    public DateTimeOffset? WhenGone() => When(Gone);

    /// <summary>Keeps it in a phase: in that state, or where it is now. Null when it does not come there or would stay there anyway.</summary>
    /// <param name="isNew">Whether it was caused just now; then where it is means where it begins, however fast it would go on.</param>
    public Timeline? Halt(string cause, string? state, DateTimeOffset now, bool isNew)
    {
        var current = isNew ? 0 : IndexAt(now);
        var phase = state is null ? current : Enumerable.Range(current, Phases.Count - current).FirstOrDefault(i => Phases[i].State == state, Phases.Count);
        return phase < Phases.Count - 1 ? this with { Halted = new(cause, phase, Phases[phase].From > now ? Phases[phase].From : now) } : null;
    }

    /// <summary>Lets it go on; what was still to wait is waited for from now.</summary>
    public Timeline Released(DateTimeOffset now) => Halted is not { } halt ? this
        : now <= halt.Since ? this with { Halted = null }
        : new([.. Phases.Select((phase, i) => i <= halt.Phase ? phase : phase with { From = phase.From + (now - halt.Since) })]);

    private int IndexAt(DateTimeOffset now)
    {
        var index = 0;
        while (index + 1 < Phases.Count && Phases[index + 1].From <= now && index < (Halted?.Phase ?? Phases.Count))
        {
            index++;
        }

        return index;
    }
}

/// <summary>A state and the time from which it holds.</summary>
internal sealed record Phase(DateTimeOffset From, string State);
