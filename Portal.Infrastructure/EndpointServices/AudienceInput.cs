namespace Portal.Infrastructure.EndpointServices;

/// <summary>A set of teams and accounts; everyone, or the ones listed.</summary>
public sealed record AudienceInput(bool? Everyone, IReadOnlyList<Guid>? Teams, IReadOnlyList<string?>? Accounts);
