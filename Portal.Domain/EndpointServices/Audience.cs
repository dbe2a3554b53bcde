namespace Portal.Domain.EndpointServices;

/// <summary>A set of teams and accounts: who may see a service, or whose requests the provider approves at once.</summary>
public sealed record Audience(bool Everyone, IReadOnlyList<Guid> TeamIds, IReadOnlyList<string> AccountIds)
{
    public static Audience All { get; } = new(true, [], []);

    public static Audience Nobody { get; } = new(false, [], []);

    /// <summary>Stands for a stored audience that this version cannot read: nobody is in it, and it is never written.</summary>
    public static Audience Unreadable { get; } = new(false, [], []);

    public bool Includes(Guid teamId, string? accountId = null) =>
        Everyone || TeamIds.Contains(teamId) || (accountId is not null && AccountIds.Contains(accountId));

    /// <summary>As people say it: "everybody", "2 teams and 1 account", "nobody else".</summary>
    public string ToText()
    {
        if (Everyone)
        {
            return "everybody";
        }

        List<string> parts = [];
        if (TeamIds.Count > 0)
        {
            parts.Add(TeamIds.Count == 1 ? "1 team" : $"{TeamIds.Count} teams");
        }

        if (AccountIds.Count > 0)
        {
            parts.Add(AccountIds.Count == 1 ? "1 account" : $"{AccountIds.Count} accounts");
        }

        return parts.Count == 0 ? "nobody else" : string.Join(" and ", parts);
    }
}
