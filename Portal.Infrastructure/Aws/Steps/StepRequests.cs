using Amazon.EC2;
using Portal.Domain.Provisioning;
using Ec2Tag = Amazon.EC2.Model.Tag;
using ElbTag = Amazon.ElasticLoadBalancingV2.Model.Tag;
using TagSpecification = Amazon.EC2.Model.TagSpecification;

namespace Portal.Infrastructure.Aws.Steps;

/// <summary>What several steps put into their calls in the same form.</summary>
internal static class StepRequests
{
    public static List<TagSpecification> Ec2Tags(this StepRequest request, ResourceType type) =>
        [new() { ResourceType = type, Tags = [.. request.Tags.Select(tag => new Ec2Tag(tag.Key, tag.Value))] }];

    public static List<ElbTag> LoadBalancingTags(this StepRequest request) => [.. request.Tags.Select(tag => new ElbTag { Key = tag.Key, Value = tag.Value })];

    /// <exception cref="ArgumentException">The step's definition says that its object has no name.</exception>
    public static string DerivedName(this StepRequest request) =>
        request.Name ?? throw new ArgumentException($"{request.Call.GetType().Name} needs a derived name.", nameof(request));

    /// <summary>An empty list would be sent as an empty parameter, which AWS refuses.</summary>
    public static List<T>? OrNone<T>(this IEnumerable<T> items) => items.ToList() is { Count: > 0 } some ? some : null;
}
