using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.EndpointServices;

/// <summary>Allows and disallows principals. Connections that exist already stay as they are.</summary>
internal sealed class ModifyVpcEndpointServicePermissions : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("ServiceId");
        var added = call.Parameters.Texts("AddAllowedPrincipals").Distinct().ToList();
        var removed = call.Parameters.Texts("RemoveAllowedPrincipals").ToHashSet();
        call.EndDryRun();
        PrincipalForm.Check(call, added, removed);
        var service = ServiceAccess.OwnLive(call, id);
        var allowed = call.Store.AllowedPrincipalsByService[service.Id].ToList();
        foreach (var gone in allowed.Where(row => removed.Contains(row.Principal)))
        {
            call.Store.AllowedPrincipals.Delete(gone.Id);
        }

        var fresh = added.Except(removed).Except(allowed.Select(row => row.Principal)).Select(principal => Allow(call, service, principal)).ToList();
        call.Touched(service.Id);
        reply.List("addedPrincipalSet", fresh, row => WritePrincipal(reply, row));
        reply.Flag("return", true);
    }

    internal static void WritePrincipal(ReplyWriter reply, AllowedPrincipal row)
    {
        reply.Text("principalType", row.Type);
        reply.Text("principal", row.Principal);
        reply.Text("servicePermissionId", row.Id);
        reply.Text("serviceId", row.ServiceId);
    }

    private static AllowedPrincipal Allow(Call call, EndpointService service, string principal)
    {
        var row = new AllowedPrincipal(AwsIds.New("vpce-svc-perm-"), service.OwnerId, service.Region, service.Id, principal)
        {
            VisibleAt = call.Now + call.Delays.PrincipalVisible,
        };
        call.Store.AllowedPrincipals.Put(row);
        return row;
    }
}
