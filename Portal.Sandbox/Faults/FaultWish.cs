namespace Portal.Sandbox.Faults;

/// <summary>What the control API is asked for: which calls or things, and what happens to them.</summary>
internal sealed record FaultWish
{
    public string? Account { get; init; }

    /// <summary>An action's name; * stands for any text.</summary>
    public string? Action { get; init; }
    public string? Region { get; init; }

    /// <summary>Only the nth matching call.</summary>
    public int? Nth { get; init; }

    /// <summary>Every nth matching call.</summary>
    public int? Every { get; init; }

    /// <summary>At most so many times.</summary>
    public int? Times { get; init; }

    /// <summary>How likely it applies to each matching call; to which ones is a function of the seed alone.</summary>
    public double? Probability { get; init; }
    public int Seed { get; init; }
    public FaultEffect? Effect { get; init; }
}
