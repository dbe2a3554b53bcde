namespace Portal.Infrastructure.Data;

/// <summary>What became of the sendings of one operation.</summary>
/// <param name="Unanswered">How many have no answer.</param>
/// <param name="UnansweredAt">When the last of those was sent.</param>
/// <param name="HasSucceeded">Whether AWS has said yes to one.</param>
public sealed record Sendings(int Unanswered, DateTimeOffset? UnansweredAt, bool HasSucceeded);
