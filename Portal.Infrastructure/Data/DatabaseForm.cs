namespace Portal.Infrastructure.Data;

/// <summary>What a role finds in the portal's database.</summary>
/// <param name="IsOwner">Whether it may change the tables.</param>
/// <param name="ChangesHistory">Whether it may change or delete rows of the history, which the portal itself never does.</param>
/// <param name="Pending">The migrations that are not applied yet.</param>
public sealed record DatabaseForm(bool IsOwner, bool ChangesHistory, IReadOnlyList<string> Pending);
