using Portal.Sandbox.EndpointServices;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Endpoints;

/// <summary>What accepting and rejecting have in common: a batch over one service, repeatable, with refusals inside a reply of 200.</summary>
internal abstract class ConnectionVerdict : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var serviceId = call.Parameters.Required("ServiceId");
        var ids = call.Parameters.RequiredTexts("VpcEndpointId").Select(IdKind.VpcEndpoint.Check).Distinct().ToList();
        call.EndDryRun();
        var service = ServiceAccess.OwnLive(call, serviceId);
        reply.Unsuccessful(ids.Select(id => Decide(call, service, id)).OfType<UnsuccessfulItem>().ToList());
    }

    /// <summary>The endpoint's course after the verdict; null when it stands already.</summary>
    /// <exception cref="AwsError">The state does not allow it.</exception>
    protected abstract Timeline? Next(Call call, string state);

    /// <summary>Whether an endpoint in that state is past this verdict.</summary>
    protected virtual bool Forbids(Call call, string state) => false;

    private UnsuccessfulItem? Decide(Call call, EndpointService service, string id)
    {
        if (!call.Store.Endpoints.TryFind(id, out var endpoint) || endpoint.ServiceId != service.Id)
        {
            return new(id, IdKind.VpcEndpoint.NotFoundCode, IdKind.VpcEndpoint.NotFoundMessage(id));
        }

        var state = endpoint.States.At(call.Now);
        if (state is VpcEndpoint.Deleting or VpcEndpoint.Deleted || Forbids(call, state))
        {
            return new(id, "InvalidState", $"The VPC endpoint connection {id} is in the state {state}.");
        }

        if (Next(call, state) is { } states)
        {
            call.Store.Endpoints.Put(endpoint with { States = states, BusyUntil = null });
            call.Touched(id);
        }

        return null;
    }
}
