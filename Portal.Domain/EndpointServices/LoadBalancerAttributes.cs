using System.Text.Json.Serialization;

namespace Portal.Domain.EndpointServices;

/// <summary>What a service says of its load balancer's attributes, or AWS shows of them. What is left out is not said: the portal leaves it as it is.</summary>
/// <param name="CrossZone">Whether targets of one zone serve all of them; AWS's default is that they do not.</param>
/// <param name="DeletionProtection">Whether AWS refuses to delete it, which a withdrawal switches off first; AWS's default is that it does not.</param>
public sealed record LoadBalancerAttributes(bool? CrossZone = null, bool? DeletionProtection = null)
{
    /// <summary>What a load balancer has that was just made.</summary>
    public static LoadBalancerAttributes Default { get; } = new(false, false);

    /// <summary>What is said, by AWS's keys.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Values => AttributeDefinition.Said(
        (AttributeDefinition.CrossZone, AttributeDefinition.Value(CrossZone)),
        (AttributeDefinition.DeletionProtection, AttributeDefinition.Value(DeletionProtection)));

    /// <summary>What AWS shows, by its keys; others are left out.</summary>
    public static LoadBalancerAttributes Of(IReadOnlyDictionary<string, string> values) =>
        new(AttributeDefinition.CrossZone.FlagIn(values), AttributeDefinition.DeletionProtection.FlagIn(values));

    public override string ToString() => AttributeDefinition.Text(Values);
}
