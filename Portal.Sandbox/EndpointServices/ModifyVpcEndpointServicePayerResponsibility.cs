using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.EndpointServices;

/// <summary>Has the provider pay for the endpoints of his service; there is no way back.</summary>
internal sealed class ModifyVpcEndpointServicePayerResponsibility : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var (id, payer) = (call.Parameters.Required("ServiceId"), call.Parameters.Required("PayerResponsibility"));
        if (payer != EndpointService.OwnerPays)
        {
            throw CommonErrors.InvalidValue(Api, "PayerResponsibility", payer, $"The only value is {EndpointService.OwnerPays}");
        }

        call.EndDryRun();
        call.Store.EndpointServices.Put(ServiceAccess.OwnLive(call, id) with { PayerResponsibility = payer });
        call.Touched(id);
        reply.Flag("return", true);
    }
}
