namespace Portal.Domain.Provisioning;

/// <summary>One thing that must still happen so that what is equals what is wanted.</summary>
/// <param name="Effect">The approved effect that it lies within.</param>
/// <param name="Call">What to send; none while an earlier step's result is missing.</param>
/// <param name="WaitsFor">None when it can be taken now.</param>
public sealed record PlanStep(StepKey Key, Effect Effect, string Summary, StepCall? Call, Waiting? WaitsFor)
{
    /// <summary>What the object that it makes is tagged with beside the portal's own tags.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>What the history says of it beside the step itself, for example what was there before.</summary>
    public IReadOnlyDictionary<string, string?>? Details { get; init; }

    /// <summary>Whether a person asked for just this, beside what the spec says.</summary>
    public bool IsDecided { get; init; }

    public StepDefinition Definition => StepDefinitions.Of(Key);

    public bool IsReady => WaitsFor is null && Call is not null;
}
