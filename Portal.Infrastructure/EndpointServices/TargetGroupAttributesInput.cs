using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>What a provider says of a target group's attributes; what is left out stays as AWS has it.</summary>
/// <param name="DeregistrationDelaySeconds">0 to 3600; AWS's default is 300.</param>
/// <param name="ConnectionTermination">AWS's default is true for UDP and TCP_UDP, and false for TCP.</param>
/// <param name="ProxyProtocolV2">AWS's default is false; targets that do not expect the header fail.</param>
public sealed record TargetGroupAttributesInput(int? DeregistrationDelaySeconds = null, bool? ConnectionTermination = null, bool? ProxyProtocolV2 = null)
{
    /// <returns>None where nothing is said.</returns>
    internal TargetGroupAttributes? ToAttributes() =>
        new TargetGroupAttributes(DeregistrationDelaySeconds, ConnectionTermination, ProxyProtocolV2) is { Values.Count: > 0 } said ? said : null;

    internal static TargetGroupAttributesInput Of(TargetGroupAttributes attributes) =>
        new(attributes.DeregistrationDelaySeconds, attributes.ConnectionTermination, attributes.ProxyProtocolV2);

    internal void Check(string field, InputErrors errors) => errors.Check(
        DeregistrationDelaySeconds is null or (>= 0 and <= TargetGroupAttributes.LongestDelaySeconds), $"{field}.deregistrationDelaySeconds",
        "Use 0 to 3600 seconds.");
}
