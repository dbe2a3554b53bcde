using Portal.Domain.Accounts;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Accounts;

/// <summary>An account as people read it.</summary>
/// <param name="AskedTags">Tags that are asked for there: by AWS, as its refusals told, or by the account's people.</param>
/// <param name="TeamTags">Tags that are asked for of everything that is made for the team for which the reader works in it.</param>
/// <param name="MissingPermissions">What AWS refused the role when its single permissions were last tried; none where they were not, or are not for the
/// reader to know.</param>
/// <param name="Unreadable">A stage that only a newer version of the portal knows; none where this one does.</param>
public sealed record AccountView(
    string AccountId, string Alias, TeamView Team, string Region, bool Managed, AccountStage Stage, UnreadablePart? Unreadable = null,
    IReadOnlyList<AskedTagView>? AskedTags = null, IReadOnlyList<string>? MissingPermissions = null, DateTimeOffset? PermissionsTriedAt = null,
    IReadOnlyList<AskedTagView>? TeamTags = null)
{
    /// <summary>All that a form of the account asks for.</summary>
    public IReadOnlyList<AskedTagView> ToAskFor() => AskedTagView.Merge([.. AskedTags ?? [], .. TeamTags ?? []]);
}
