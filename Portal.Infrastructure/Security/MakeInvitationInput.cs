namespace Portal.Infrastructure.Security;

/// <summary>An invitation that a network admin wants to send.</summary>
/// <param name="Roles">What the guest may do for the team: provider, consumer.</param>
/// <param name="Guest">Whom it is meant for, so that the list of open invitations can be read; 1 to 100 characters.</param>
/// <param name="Days">How long it can be used: 1 to 30 days, 7 if left out.</param>
public sealed record MakeInvitationInput(Guid? TeamId, IReadOnlyList<string?>? Roles, string? Guest, int? Days);
