using Portal.Domain.Accounts;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Accounts;

/// <summary>An account as people read it.</summary>
/// <param name="AskedTags">Tags that AWS has asked for there, as its refusals told.</param>
/// <param name="MissingPermissions">What AWS refused the role when its single permissions were last tried; none where they were not, or are not for the
/// reader to know.</param>
/// <param name="Unreadable">A stage that only a newer version of the portal knows; none where this one does.</param>
public sealed record AccountView(
    string AccountId, string Alias, TeamView Team, string Region, bool Managed, AccountStage Stage, UnreadablePart? Unreadable = null,
    IReadOnlyList<AskedTagView>? AskedTags = null, IReadOnlyList<string>? MissingPermissions = null, DateTimeOffset? PermissionsTriedAt = null);
