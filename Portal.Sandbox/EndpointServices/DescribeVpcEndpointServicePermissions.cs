using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.EndpointServices;

/// <summary>Lists the principals that one of the caller's services allows.</summary>
internal sealed class DescribeVpcEndpointServicePermissions : Listing<AllowedPrincipal>
{
    protected override string ListName => "allowedPrincipals";

    protected override int SmallestPage => 1;

    protected override bool ClipsPages => true;

    protected override FilterSet<AllowedPrincipal> Filters { get; } = new FilterSet<AllowedPrincipal>()
        .On("principal", (_, row) => row.Principal)
        .On("principal-type", (_, row) => row.Type);

    protected override IEnumerable<AllowedPrincipal> Visible(Call call) =>
        call.Store.AllowedPrincipalsByService[ServiceAccess.Own(call, call.Parameters.Required("ServiceId")).Id];

    protected override void Write(Call call, ReplyWriter reply, AllowedPrincipal row)
    {
        ModifyVpcEndpointServicePermissions.WritePrincipal(reply, row);
        reply.Tags(call, row.Id);
    }
}
