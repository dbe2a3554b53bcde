namespace Portal.Domain.Provisioning;

/// <summary>Something in AWS that is otherwise than the portal wants it.</summary>
/// <param name="Key">Tells it from the other differences of its object; stored, and named by those who decide.</param>
/// <param name="What">What differs, as people call it: "Target 10.40.0.12:5432 behind TCP 5432".</param>
/// <param name="Wanted">None where nothing should be.</param>
/// <param name="Found">None where nothing is.</param>
public sealed record Difference(string Key, DifferencePolicy Policy, string What, string? Wanted, string? Found)
{
    /// <summary>
    /// Whether a new spec alone makes it, and the portal then goes on without asking: a zone that was given up differs like one that somebody added.
    /// </summary>
    public bool ComesOfSpecs { get; init; } = true;

    /// <summary>Whether a change that people have yet to decide on wants what is there: until then it is left alone.</summary>
    public bool IsProposed { get; init; }

    /// <summary>Whether it was never so in this object, which the portal has made a moment ago: nobody has taken anything away.</summary>
    public bool IsNotMadeYet { get; init; }

    public bool MayBeRepaired { get; init; } = true;

    /// <summary>Whether a spec can say what is there.</summary>
    public bool MayBeAdopted { get; init; } = true;
}
