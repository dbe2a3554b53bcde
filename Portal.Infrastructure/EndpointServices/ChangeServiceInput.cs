namespace Portal.Infrastructure.EndpointServices;

/// <summary>What can be changed of a published service; members left out stay as they are.</summary>
/// <param name="SubnetIds">All subnets of the load balancer, one a zone: a zone that is missing is given up.</param>
/// <param name="Listeners">All listeners with all their targets: what is missing is given up.</param>
/// <param name="Tags">All tags: one that is missing is taken off what the portal has put it on.</param>
/// <param name="PrivateDnsName">Empty text takes the name away.</param>
/// <param name="SecurityGroupIds">All security groups of the load balancer; AWS allows it only for one that was made with some.</param>
/// <param name="LoadBalancerAttributes">All that is said of them: what was said and is missing goes back to AWS's default.</param>
public sealed record ChangeServiceInput(
    string? Name = null, string? Description = null, AudienceInput? Visibility = null, AudienceInput? AutoApproval = null, string? ExternalReference = null,
    IReadOnlyList<string?>? SubnetIds = null, IReadOnlyList<ListenerInput?>? Listeners = null, string? PrivateDnsName = null,
    IReadOnlyList<string?>? SecurityGroupIds = null, IReadOnlyDictionary<string, string?>? Tags = null,
    LoadBalancerAttributesInput? LoadBalancerAttributes = null)
{
    /// <summary>Whether it changes what people read of it, or its tags.</summary>
    internal bool ChangesTexts => Name is not null || Description is not null || Visibility is not null || AutoApproval is not null
        || ExternalReference is not null || Tags is not null;

    internal DescribeServiceInput Texts => new(Name, Description, Visibility, AutoApproval, ExternalReference, Tags);

    /// <summary>Whether it changes anything in AWS.</summary>
    public bool ChangesSpec() => SubnetIds is not null || Listeners is not null || PrivateDnsName is not null || SecurityGroupIds is not null
        || LoadBalancerAttributes is not null;
}
