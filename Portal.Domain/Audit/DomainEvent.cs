namespace Portal.Domain.Audit;

/// <summary>Something that happened to a subject and has to be told: a move, a decision, a refusal or a call to AWS.</summary>
/// <param name="Action">A stable text key, for example <c>connection.approve</c>.</param>
/// <param name="Details">More of it as name and value; never a secret.</param>
public sealed record DomainEvent(string Action, string? From, string? To, string? Reason, IReadOnlyDictionary<string, string?>? Details = null);
