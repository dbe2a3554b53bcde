using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Operations;

/// <summary>An action of Route 53.</summary>
internal abstract class Route53Operation() : Operation(AwsApi.Route53);
