using System.Text.Json.Serialization;

namespace Portal.Domain.EndpointServices;

/// <summary>A port that the service has given up.</summary>
/// <param name="TargetGroup">The target group to which it forwarded last.</param>
public sealed record RetiredListener(string Protocol, int Port, string TargetGroup)
{
    [JsonIgnore]
    public string Part => EndpointServicePlanner.Part(Protocol, Port);
}
