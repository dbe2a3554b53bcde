using Portal.Sandbox.Operations;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Endpoints;

/// <summary>Lets endpoints connect to the caller's service.</summary>
internal sealed class AcceptVpcEndpointConnections : ConnectionVerdict
{
    protected override Timeline? Next(Call call, string state) =>
        state is VpcEndpoint.Pending or VpcEndpoint.Available ? null : CreateVpcEndpoint.Accepted(call);

    protected override bool Forbids(Call call, string state) => state == VpcEndpoint.Rejected && !call.Switches.RejectedCanBeAccepted;
}
