using System.Text.Json.Serialization;

namespace Portal.Domain.EndpointServices;

/// <summary>What a service says of a target group's attributes, or AWS shows of them. What is left out is not said: the portal leaves it as it is.</summary>
/// <param name="DeregistrationDelaySeconds">How long a target that is taken out keeps its connections: 0 to 3600; AWS's default is 300.</param>
/// <param name="ConnectionTermination">Whether the connections that are left are closed then; AWS's default is so for UDP and TCP_UDP only.</param>
/// <param name="ProxyProtocolV2">
/// Whether each connection begins with a header that names the client's address and, through PrivateLink, the endpoint's id. Connections to targets that do
/// not expect it fail.
/// </param>
public sealed record TargetGroupAttributes(int? DeregistrationDelaySeconds = null, bool? ConnectionTermination = null, bool? ProxyProtocolV2 = null)
{
    public const int LongestDelaySeconds = 3_600;

    /// <summary>What is said, by AWS's keys.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Values => AttributeDefinition.Said(
        (AttributeDefinition.DeregistrationDelay, AttributeDefinition.Value(DeregistrationDelaySeconds)),
        (AttributeDefinition.ConnectionTermination, AttributeDefinition.Value(ConnectionTermination)),
        (AttributeDefinition.ProxyProtocol, AttributeDefinition.Value(ProxyProtocolV2)));

    /// <summary>What a target group has that was just made.</summary>
    public static TargetGroupAttributes DefaultOf(string protocol) => new(300, protocol is "UDP" or "TCP_UDP", false);

    /// <summary>What AWS shows, by its keys; others are left out.</summary>
    public static TargetGroupAttributes Of(IReadOnlyDictionary<string, string> values) => new(
        AttributeDefinition.DeregistrationDelay.NumberIn(values), AttributeDefinition.ConnectionTermination.FlagIn(values),
        AttributeDefinition.ProxyProtocol.FlagIn(values));

    public override string ToString() => AttributeDefinition.Text(Values);
}
