namespace Portal.Infrastructure.Connections;

/// <summary>What can be changed of a connection; members left out stay as they are.</summary>
/// <param name="Subnets">All subnets of the endpoint: one that is missing is taken out.</param>
/// <param name="SecurityGroupIds">All security groups of the endpoint.</param>
/// <param name="EndsAt">Another end; <c>POST .../renew</c> takes the end away.</param>
public sealed record ChangeConnectionInput(
    string? Justification = null, IReadOnlyDictionary<string, string?>? Tags = null, string? ExternalReference = null,
    IReadOnlyList<SubnetInput?>? Subnets = null, IReadOnlyList<string?>? SecurityGroupIds = null, bool? PrivateDns = null, DateTimeOffset? EndsAt = null)
{
    /// <summary>Whether it changes what people read of it, or its tags.</summary>
    internal bool ChangesTexts => Justification is not null || Tags is not null || ExternalReference is not null;

    internal DescribeConnectionInput Texts => new(Justification, Tags, ExternalReference);

    /// <summary>Whether it changes anything in AWS, or how long it lasts.</summary>
    public bool ChangesSpec() => Subnets is not null || SecurityGroupIds is not null || PrivateDns is not null || EndsAt is not null;
}
