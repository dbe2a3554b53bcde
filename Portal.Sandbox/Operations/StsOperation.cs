using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Operations;

/// <summary>An action of the Security Token Service.</summary>
internal abstract class StsOperation() : Operation(AwsApi.Sts);
