using System.Globalization;
using System.Text.Json.Serialization;

namespace Portal.Domain.EndpointServices;

/// <summary>A host that the service has given up.</summary>
/// <param name="TargetGroup">The target group in which it was wanted.</param>
public sealed record RetiredTarget(string TargetGroup, string Id, int Port)
{
    /// <summary>As the targets of an observation name it: <c>10.9.1.10:8443</c>.</summary>
    [JsonIgnore]
    public string Address => string.Create(CultureInfo.InvariantCulture, $"{Id}:{Port}");
}
