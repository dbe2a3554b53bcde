namespace Portal.Infrastructure.Provisioning;

/// <summary>What becomes of work that was claimed.</summary>
/// <param name="After">When it is due again; none when nothing is left to do.</param>
/// <param name="Rests">Whether it is due again together with all that rests in its scope, and <paramref name="After"/> says only the latest time.</param>
public sealed record Release(Claim Claim, TimeSpan? After, bool Rests = false);
