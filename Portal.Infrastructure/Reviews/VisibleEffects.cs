using Portal.Domain.Accounts;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Reviews;

/// <summary>A connection's effects as a reader may see them: a provider learns of a consumer's network only what AWS itself would show.</summary>
internal static class VisibleEffects
{
    private const string NotVisible = "not visible";

    public static IReadOnlyList<Effect> To(Actor actor, Guid consumerTeamId, IReadOnlyList<Effect> effects) => actor.SeesConsumerSide(consumerTeamId)
        ? effects
        : [.. effects.Select(
            effect => StepDefinitions.Find(new StepKey(effect.Step))?.Side != Party.Provider ? effect with { Target = NotVisible, Detail = "" } : effect)];
}
