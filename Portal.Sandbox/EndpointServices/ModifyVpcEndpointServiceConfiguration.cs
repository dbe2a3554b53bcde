using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.EndpointServices;

/// <summary>Changes an endpoint service: acceptance, load balancers, private name.</summary>
internal sealed class ModifyVpcEndpointServiceConfiguration : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var parameters = call.Parameters;
        var id = parameters.Required("ServiceId");
        var acceptance = parameters.Flag("AcceptanceRequired");
        var (added, removed) = (parameters.Texts("AddNetworkLoadBalancerArn"), parameters.Texts("RemoveNetworkLoadBalancerArn"));
        var name = parameters.Text("PrivateDnsName");
        var removeName = parameters.Flag("RemovePrivateDnsName") ?? false;
        ServiceRules.CheckAddressTypes([.. parameters.Texts("AddSupportedIpAddressType"), .. parameters.Texts("RemoveSupportedIpAddressType")]);
        ServiceRules.CheckRegions(call, [.. parameters.Texts("AddSupportedRegion"), .. parameters.Texts("RemoveSupportedRegion")]);
        call.EndDryRun();
        var service = ServiceAccess.OwnLive(call, id);
        service = service with { AcceptanceRequired = acceptance ?? service.AcceptanceRequired };
        service = WithBalancers(call, service, added, removed);
        service = WithName(call, service, name, removeName);
        call.Store.EndpointServices.Put(service);
        call.Touched(service.Id);
        reply.Flag("return", true);
    }

    private static EndpointService WithBalancers(Call call, EndpointService service, IReadOnlyList<string> added, IReadOnlyList<string> removed)
    {
        ServiceRules.CheckBalancers(call, added, service.Id);
        if (removed.FirstOrDefault(arn => !service.NetworkLoadBalancerArns.Contains(arn)) is { } unknown)
        {
            throw new AwsError("InvalidNetworkLoadBalancerArn.NotFound", $"The Network Load Balancer '{unknown}' does not exist");
        }

        var balancers = service.NetworkLoadBalancerArns.Except(removed).Union(added).ToList();
        return balancers.Count > 0
            ? service with { NetworkLoadBalancerArns = balancers }
            : throw new AwsError("InvalidParameter", "exactly one of network_load_balancer_arn or gateway_load_balancer_arn is a required member");
    }

    private static EndpointService WithName(Call call, EndpointService service, string? name, bool remove)
    {
        if (!remove && (string.IsNullOrEmpty(name) || name.Equals(service.PrivateDns?.Name, StringComparison.OrdinalIgnoreCase)))
        {
            return service;
        }

        if (remove && !string.IsNullOrEmpty(name))
        {
            throw new AwsError("InvalidParameterCombination", "The parameters PrivateDnsName and RemovePrivateDnsName cannot be used together");
        }

        if (call.Store.EndpointsByService[service.Id].Any(endpoint => endpoint.PrivateDnsEnabled && endpoint.HoldsConnection(call.Now)))
        {
            throw new AwsError("InvalidParameter", $"The private DNS name of {service.Id} cannot be changed while VPC endpoints use it.");
        }

        return service with { PrivateDns = remove ? null : ServiceRules.NewName(call, name!) };
    }
}
