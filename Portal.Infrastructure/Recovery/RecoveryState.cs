namespace Portal.Infrastructure.Recovery;

/// <summary>The portal only observes: nothing is changed in AWS until a network admin confirms.</summary>
/// <param name="Cause">What was noticed, in a sentence.</param>
public sealed record RecoveryState(DateTimeOffset Since, string Cause);
