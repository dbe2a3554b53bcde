using System.Globalization;
using System.Text.Json.Serialization;

namespace Portal.Domain.EndpointServices;

/// <param name="Reason">AWS's reason code, for example Target.NotInUse.</param>
public sealed record ObservedTarget(string Id, int Port, TargetHealthState Health, string? Reason, string? AvailabilityZone)
{
    /// <summary>What tells it from the other targets of its group: <c>10.9.1.10:8443</c>.</summary>
    [JsonIgnore]
    public string Address => string.Create(CultureInfo.InvariantCulture, $"{Id}:{Port}");
}
