namespace Portal.Infrastructure.Reviews;

/// <summary>A port on which the service answers.</summary>
/// <param name="Protocol">As the load balancer's listener has it: TCP, UDP, TCP_UDP or TLS.</param>
public sealed record ServedPortView(string Protocol, int Port);
