using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Accounts;

/// <summary>That a team may request connections into an account of another, as people read it.</summary>
/// <param name="VpcIds">Empty for all of the account's.</param>
/// <param name="IsReadable">Whether this version can read which VPCs are meant; where it cannot, none is.</param>
public sealed record AccountGrantView(
    string AccountId, string Alias, TeamView Owner, TeamView Team, IReadOnlyList<string> VpcIds, int Version, bool IsReadable);
