namespace Portal.Infrastructure.People;

/// <summary>What somebody may do in the whole portal.</summary>
/// <param name="PortalRoles">All that are given by hand from now on: networkAdmin, auditor.</param>
public sealed record PortalRolesInput(IReadOnlyList<string?>? PortalRoles);
