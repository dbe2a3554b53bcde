namespace Portal.Benchmarks.Findings;

/// <summary>What a measurement says of a bound.</summary>
internal enum Verdict
{
    /// <summary>There is no bound: it is only told.</summary>
    Told,
    Held,
    NotHeld,

    /// <summary>Some pairs say so and some not: the machine was too busy to tell.</summary>
    NotSettled,
}
