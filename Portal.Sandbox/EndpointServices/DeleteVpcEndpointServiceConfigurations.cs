using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.EndpointServices;

/// <summary>Deletes endpoint services that have no connection any more; what cannot be deleted is listed in a reply of 200.</summary>
internal sealed class DeleteVpcEndpointServiceConfigurations : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var ids = call.Parameters.RequiredTexts("ServiceId").Select(IdKind.EndpointService.Check).Distinct().ToList();
        call.EndDryRun();
        reply.Unsuccessful(ids.Select(id => Delete(call, id)).OfType<UnsuccessfulItem>().ToList());
    }

    private static UnsuccessfulItem? Delete(Call call, string id)
    {
        if (!call.Store.EndpointServices.TryFind(id, out var service) || !call.Owns(service, service.Region))
        {
            return new(id, "InvalidVpcEndpointService.NotFound", IdKind.EndpointService.NotFoundMessage(id));
        }

        if (!service.IsLive(call.Now))
        {
            return null;
        }

        if (call.Store.EndpointsByService[id].Any(endpoint => endpoint.HoldsConnection(call.Now)))
        {
            return new(id, "ExistingVpcEndpointConnections", $"Service {id} has existing active VPC Endpoint connections!");
        }

        var states = Timeline.From(call.Now, EndpointService.Deleting).Then(call.Delays.ServiceDeleting, EndpointService.Deleted).ThenGone(call.DeletedListed);
        call.Store.EndpointServices.Put(service with { States = states });
        foreach (var allowed in call.Store.AllowedPrincipalsByService[id].ToList())
        {
            call.Store.AllowedPrincipals.Put(allowed with { GoneAt = states.WhenGone() });
        }

        TagRules.EndAt(call, id, states.WhenGone());
        call.Touched(id);
        return null;
    }
}
