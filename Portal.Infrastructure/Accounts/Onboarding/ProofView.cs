using Portal.Domain.Accounts;
using Portal.Infrastructure.Aws;

namespace Portal.Infrastructure.Accounts.Onboarding;

/// <summary>What came of trying an account's role.</summary>
/// <param name="Stage">The account's, after it.</param>
/// <param name="Permissions">The single permissions that the role has to give; none where they were not tried.</param>
public sealed record ProofView(
    bool Proven, AccountStage Stage, IReadOnlyList<ProbeCheck> Checks, IReadOnlyList<PermissionCheck>? Permissions = null);
