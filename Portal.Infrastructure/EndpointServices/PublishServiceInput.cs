using Portal.Domain.EndpointServices;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>What a provider enters to publish a service, as it came.</summary>
public sealed record PublishServiceInput(
    string? Name, string? Description, string? AccountId, string? Region, string? VpcId, IReadOnlyList<string?>? SubnetIds,
    IReadOnlyList<ListenerInput?>? Listeners, AudienceInput? Visibility, AudienceInput? AutoApproval,
    string? PrivateDnsName, IReadOnlyDictionary<string, string?>? Tags, string? ExternalReference);

public sealed record ListenerInput(string? Protocol, int? Port, TargetGroupInput? TargetGroup);

public sealed record TargetGroupInput(string? Protocol, int? Port, HealthCheckInput? HealthCheck, IReadOnlyList<TargetInput?>? Targets);

/// <param name="IntervalSeconds">5 to 300; AWS's default is 30.</param>
public sealed record HealthCheckInput(string? Protocol, int? Port, string? Path, int? IntervalSeconds);

/// <param name="Kind"><c>ip</c> or <c>instance</c>.</param>
public sealed record TargetInput(string? Kind, string? Id, int? Port, string? AvailabilityZone);

/// <summary>A set of teams and accounts; everyone, or the ones listed.</summary>
public sealed record AudienceInput(bool? Everyone, IReadOnlyList<Guid>? Teams, IReadOnlyList<string?>? Accounts);

/// <summary>What can be changed of a published service without touching AWS; members left out stay as they are.</summary>
public sealed record DescribeServiceInput(string? Name, string? Description, AudienceInput? Visibility, AudienceInput? AutoApproval, string? ExternalReference);

/// <summary>How a service is withdrawn.</summary>
/// <param name="Notice">How long consumers have, as an ISO 8601 duration such as P14D; instead of <paramref name="EndsAt"/>.</param>
/// <param name="EndsAt">When everything is deleted; neither given means now.</param>
/// <param name="Message">What consumers are told.</param>
public sealed record WithdrawServiceInput(string? Notice, DateTimeOffset? EndsAt, string? Message);
