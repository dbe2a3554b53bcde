namespace Portal.Domain.Provisioning;

/// <summary>The identity of a step within its aggregate; stored, and unique together with aggregate and generation.</summary>
public readonly record struct StepKey(string Text)
{
    /// <summary>The step definition's name.</summary>
    public string TypeName => Text.Split('/', 2)[0];

    /// <summary>What tells it from other steps of its kind, for example a listener's port.</summary>
    public string? Part => Text.Split('/', 2) is [_, var part] ? part : null;

    /// <summary>The key of the step that would undo this one.</summary>
    /// <exception cref="KeyNotFoundException">Only a newer version of the portal takes such a step.</exception>
    public StepKey? Opposite => Other(StepDefinitions.Of(this).Opposite);

    /// <summary>The key of the step that deletes what this one has made or taken over.</summary>
    /// <exception cref="KeyNotFoundException">Only a newer version of the portal takes such a step.</exception>
    public StepKey? Deletion => Other(StepDefinitions.Of(this).DeletedBy);

    public override string ToString() => Text;

    private StepKey? Other(string? name) => name is null ? null : new StepKey(Part is { } part ? $"{name}/{part}" : name);
}
