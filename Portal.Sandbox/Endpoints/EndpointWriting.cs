using Portal.Sandbox.Networks.Interfaces;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Endpoints;

/// <summary>How EC2 shows an endpoint to its owner.</summary>
internal static class EndpointWriting
{
    private const string AllowAll = """{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}""";

    public static void Endpoint(this ReplyWriter reply, Call call, VpcEndpoint endpoint)
    {
        reply.Text("vpcEndpointId", endpoint.Id);
        reply.Text("vpcEndpointType", "Interface");
        reply.Text("vpcId", endpoint.VpcId);
        reply.Text("serviceName", endpoint.ServiceName);
        reply.Text("serviceRegion", endpoint.Region);
        reply.Text("state", endpoint.States.At(call.Now));
        reply.Text("policyDocument", endpoint.PolicyDocument ?? AllowAll);
        reply.Texts("routeTableIdSet", []);
        reply.Texts("subnetIdSet", endpoint.Subnets.Select(subnet => subnet.SubnetId));
        reply.List("groupSet", endpoint.SecurityGroupIds, id => DescribeNetworkInterfaces.WriteGroup(call, reply, id));
        reply.Text("ipAddressType", "ipv4");
        reply.Structure("dnsOptions", () => reply.Text("dnsRecordIpType", endpoint.DnsRecordIpType));
        reply.Flag("privateDnsEnabled", endpoint.PrivateDnsEnabled);
        reply.Flag("requesterManaged", false);
        reply.Texts("networkInterfaceIdSet", endpoint.NetworkInterfaceIds);
        reply.DnsEntries(call, endpoint, toOwner: true);
        reply.Time("creationTimestamp", endpoint.CreatedAt);
        reply.Tags(call, endpoint.Id);
        reply.Text("ownerId", endpoint.OwnerId);
        if (endpoint.LastError is { } error)
        {
            reply.Structure("lastError", () =>
            {
                reply.Text("message", error.Message);
                reply.Text("code", error.Code);
            });
            reply.Text("failureReason", error.Message);
        }
    }
}
