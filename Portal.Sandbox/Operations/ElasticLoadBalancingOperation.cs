using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Operations;

/// <summary>An action of Elastic Load Balancing, version 2.</summary>
internal abstract class ElasticLoadBalancingOperation() : Operation(AwsApi.ElasticLoadBalancing);
