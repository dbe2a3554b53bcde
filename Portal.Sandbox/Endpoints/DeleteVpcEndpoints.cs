using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Endpoints;

/// <summary>Deletes endpoints; what cannot be deleted is listed in a reply of 200.</summary>
internal sealed class DeleteVpcEndpoints : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var ids = call.Parameters.RequiredTexts("VpcEndpointId").Select(IdKind.VpcEndpoint.Check).Distinct().ToList();
        call.EndDryRun();
        reply.Unsuccessful(ids.Select(id => Delete(call, id)).OfType<UnsuccessfulItem>().ToList());
    }

    private static UnsuccessfulItem? Delete(Call call, string id)
    {
        if (!call.Store.Endpoints.TryFind(id, out var endpoint) || !call.Owns(endpoint, endpoint.Region))
        {
            return new(id, "InvalidVpcEndpoint.NotFound", IdKind.VpcEndpoint.NotFoundMessage(id));
        }

        if (endpoint.States.At(call.Now) is VpcEndpoint.Deleting or VpcEndpoint.Deleted)
        {
            return null;
        }

        var states = Timeline.From(call.Now, VpcEndpoint.Deleting).Then(call.Delays.EndpointDeleting, VpcEndpoint.Deleted).ThenGone(call.DeletedListed);
        EndpointNetwork.Detach(call, endpoint.Subnets, states.When(VpcEndpoint.Deleted)!.Value);
        call.Store.Endpoints.Put(endpoint with { States = states });
        TagRules.EndAt(call, id, states.WhenGone());
        TagRules.EndAt(call, endpoint.ConnectionId, states.WhenGone());
        call.Touched(id);
        return null;
    }
}
