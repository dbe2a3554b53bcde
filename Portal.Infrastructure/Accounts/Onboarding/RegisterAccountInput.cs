namespace Portal.Infrastructure.Accounts.Onboarding;

/// <summary>An AWS account that a team brings into the portal.</summary>
/// <param name="AccountId">12 digits.</param>
/// <param name="Alias">What people call it; 1 to 100 characters.</param>
/// <param name="Region">The region that forms start with, for example us-east-1.</param>
/// <param name="TeamId">Whose it is; may be left out by whoever is in one team.</param>
public sealed record RegisterAccountInput(string? AccountId, string? Alias, string? Region, Guid? TeamId);
