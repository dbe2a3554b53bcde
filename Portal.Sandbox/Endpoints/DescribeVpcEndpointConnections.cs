using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Endpoints;

/// <summary>Lists the endpoints that are connected to the caller's services, with as little of them as a provider may see.</summary>
internal sealed class DescribeVpcEndpointConnections : Listing<VpcEndpoint>
{
    protected override string ListName => "vpcEndpointConnectionSet";

    protected override int SmallestPage => 1;

    protected override bool ClipsPages => true;

    protected override FilterSet<VpcEndpoint> Filters { get; } = new FilterSet<VpcEndpoint>((_, endpoint) => endpoint.ConnectionId)
        .On("service-id", (_, endpoint) => endpoint.ServiceId)
        .On("vpc-endpoint-id", (_, endpoint) => endpoint.Id)
        .On("vpc-endpoint-owner", (_, endpoint) => endpoint.OwnerId)
        .On("vpc-endpoint-region", (_, endpoint) => endpoint.Region)
        .On("vpc-endpoint-state", (call, endpoint) => endpoint.States.At(call.Now))
        .On("ip-address-type", (_, _) => "ipv4");

    protected override IEnumerable<VpcEndpoint> Visible(Call call)
    {
        var services = call.Store.EndpointServices.OwnedBy(call.AccountId).Where(service => service.Region == call.Region).ToList();
        return services is [var only]
            ? call.Store.EndpointsByService.After(only.Id, call.PageAfter)
            : services.SelectMany(service => call.Store.EndpointsByService.After(service.Id, call.PageAfter))
                .OrderBy(endpoint => endpoint.Id, StringComparer.Ordinal);
    }

    protected override void Write(Call call, ReplyWriter reply, VpcEndpoint endpoint)
    {
        reply.Text("serviceId", endpoint.ServiceId);
        reply.Text("vpcEndpointId", endpoint.Id);
        reply.Text("vpcEndpointOwner", endpoint.OwnerId);
        reply.Text("vpcEndpointState", endpoint.States.At(call.Now));
        reply.Text("vpcEndpointRegion", endpoint.Region);
        reply.Time("creationTimestamp", endpoint.CreatedAt);
        reply.DnsEntries(call, endpoint, toOwner: false);
        reply.Texts("networkLoadBalancerArnSet", call.Store.EndpointServices.Find(endpoint.ServiceId)?.NetworkLoadBalancerArns ?? []);
        reply.Text("ipAddressType", "ipv4");
        reply.Text("vpcEndpointConnectionId", endpoint.ConnectionId);
        reply.Tags(call, endpoint.ConnectionId);
    }
}
