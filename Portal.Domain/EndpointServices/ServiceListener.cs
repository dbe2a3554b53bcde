namespace Portal.Domain.EndpointServices;

/// <summary>A port that consumers connect to.</summary>
/// <param name="Protocol">TCP, UDP or TCP_UDP.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record ServiceListener(string Protocol, int Port, TargetGroupSpec TargetGroup);
