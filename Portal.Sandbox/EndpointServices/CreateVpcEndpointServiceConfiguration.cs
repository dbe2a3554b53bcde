using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.EndpointServices;

/// <summary>Publishes network load balancers as an endpoint service.</summary>
internal sealed class CreateVpcEndpointServiceConfiguration : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var token = call.Parameters.Text("ClientToken");
        var balancers = call.Parameters.Texts("NetworkLoadBalancerArn").Distinct().ToList();
        var gateways = call.Parameters.Texts("GatewayLoadBalancerArn");
        var acceptance = call.Parameters.Flag("AcceptanceRequired") ?? true;
        var name = call.Parameters.Text("PrivateDnsName");
        var tags = TagRules.OfSpecifications(call.Parameters, IdKind.EndpointService);
        ServiceRules.CheckAddressTypes(call.Parameters.Texts("SupportedIpAddressType"));
        ServiceRules.CheckRegions(call, call.Parameters.Texts("SupportedRegion"));
        call.EndDryRun();
        var service = ReplayToken.Original(
            call, token, call.Store.EndpointServices, gone => gone with { States = Timeline.From(call.Now, EndpointService.Deleted) })
            ?? Create(call, balancers, gateways, acceptance, name, tags);
        ReplayToken.Keep(call, token, service);
        reply.Structure("serviceConfiguration", () => reply.Service(call, service));
        reply.Text("clientToken", token);
    }

    private static EndpointService Create(
        Call call, List<string> balancers, IReadOnlyList<string> gateways, bool acceptance, string? name, IReadOnlyDictionary<string, string> tags)
    {
        if ((balancers.Count == 0) == (gateways.Count == 0))
        {
            throw new AwsError("InvalidParameter", "exactly one of network_load_balancer_arn or gateway_load_balancer_arn is a required member");
        }

        if (gateways.Count > 0)
        {
            throw new AwsError("UnsupportedOperation", "Gateway Load Balancers are not supported.");
        }

        ServiceRules.CheckBalancers(call, balancers, null);
        var service = new EndpointService
        {
            Id = AwsIds.New(IdKind.EndpointService.Prefix),
            OwnerId = call.AccountId,
            Region = call.Region,
            AcceptanceRequired = acceptance,
            NetworkLoadBalancerArns = balancers,
            PrivateDns = string.IsNullOrEmpty(name) ? null : ServiceRules.NewName(call, name),
            States = Timeline.From(call.Now, EndpointService.Pending).Then(call.Delays.ServicePending, EndpointService.Available),
        };
        call.Store.EndpointServices.Put(service);
        TagRules.Put(call, service.Id, service.OwnerId, service.Region, IdKind.EndpointService.ResourceType, tags);
        call.Touched(service.Id);
        return service;
    }
}
