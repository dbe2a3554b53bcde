using Portal.Sandbox.Operations;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Endpoints;

/// <summary>Rejects endpoints to the caller's service, also those that were accepted before.</summary>
internal sealed class RejectVpcEndpointConnections : ConnectionVerdict
{
    protected override Timeline? Next(Call call, string state) => state == VpcEndpoint.Rejected ? null : Timeline.From(call.Now, VpcEndpoint.Rejected);
}
