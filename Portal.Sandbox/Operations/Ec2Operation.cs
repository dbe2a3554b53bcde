using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Operations;

/// <summary>An action of EC2.</summary>
internal abstract class Ec2Operation() : Operation(AwsApi.Ec2);
