namespace Portal.Infrastructure.Accounts;

/// <summary>Lets a team request connections into an account of another.</summary>
/// <param name="TeamId">Left out where the address names the team.</param>
/// <param name="VpcIds">The VPCs meant; empty for all of the account's.</param>
public sealed record AccountGrantInput(Guid? TeamId, IReadOnlyList<string?>? VpcIds);
