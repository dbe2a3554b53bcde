using System.Globalization;

namespace Portal.Domain.EndpointServices;

/// <summary>An attribute of a load balancer or of a target group that a service can say.</summary>
/// <param name="Key">AWS's key; it is part of stored keys of differences.</param>
/// <param name="Name">What people call it.</param>
/// <remarks>
/// Preserving the client's address is none of them: AWS says that it has no effect on traffic from PrivateLink, whose source is always the load balancer.
/// </remarks>
public sealed record AttributeDefinition(string Key, string Name)
{
    public static AttributeDefinition CrossZone { get; } = new("load_balancing.cross_zone.enabled", "Cross-zone load balancing");

    public static AttributeDefinition DeletionProtection { get; } = new("deletion_protection.enabled", "Deletion protection");

    public static AttributeDefinition DeregistrationDelay { get; } = new("deregistration_delay.timeout_seconds", "Deregistration delay");

    public static AttributeDefinition ConnectionTermination { get; } =
        new("deregistration_delay.connection_termination.enabled", "Connection termination on deregistration");

    public static AttributeDefinition ProxyProtocol { get; } = new("proxy_protocol_v2.enabled", "Proxy protocol v2");

    public static IReadOnlyList<AttributeDefinition> OfLoadBalancers { get; } = [CrossZone, DeletionProtection];

    public static IReadOnlyList<AttributeDefinition> OfTargetGroups { get; } = [DeregistrationDelay, ConnectionTermination, ProxyProtocol];

    /// <summary>The name in the middle of a sentence.</summary>
    public string InSentence => char.ToLowerInvariant(Name[0]) + Name[1..];

    /// <summary>A value of AWS's as people read it: "on", "off", "300 s".</summary>
    public static string Text(string value) => value switch { "true" => "on", "false" => "off", _ => $"{value} s" };

    /// <summary>Several as people read them: "cross-zone load balancing on, deletion protection off".</summary>
    internal static string Text(IReadOnlyDictionary<string, string> values) => string.Join(
        ", ", OfLoadBalancers.Concat(OfTargetGroups).Where(attribute => values.ContainsKey(attribute.Key))
            .Select(attribute => $"{attribute.InSentence} {Text(values[attribute.Key])}"));

    internal static string? Value(bool? flag) => flag switch { true => "true", false => "false", null => null };

    internal static string? Value(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>What is said, by AWS's keys.</summary>
    internal static IReadOnlyDictionary<string, string> Said(params IEnumerable<(AttributeDefinition Attribute, string? Value)> all) =>
        all.Where(one => one.Value is not null).ToDictionary(one => one.Attribute.Key, one => one.Value!, StringComparer.Ordinal);

    internal bool? FlagIn(IReadOnlyDictionary<string, string> values) => bool.TryParse(values.GetValueOrDefault(Key), out var flag) ? flag : null;

    internal int? NumberIn(IReadOnlyDictionary<string, string> values) =>
        int.TryParse(values.GetValueOrDefault(Key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
