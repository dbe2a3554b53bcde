using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.EndpointServices;

/// <summary>How EC2 shows an endpoint service to its owner.</summary>
internal static class ServiceWriting
{
    public static void Service(this ReplyWriter reply, Call call, EndpointService service)
    {
        var zoneIds = ServiceAccess.ZoneIds(call.Store, service);
        reply.List("serviceType", ["Interface"], type => reply.Text("serviceType", type));
        reply.Text("serviceId", service.Id);
        reply.Text("serviceName", service.Name);
        reply.Text("serviceState", service.States.At(call.Now));
        reply.Texts("availabilityZoneIdSet", zoneIds);
        reply.Texts("availabilityZoneSet", zoneIds.Select(call.Account.ZoneName).Order(StringComparer.Ordinal));
        reply.Flag("acceptanceRequired", service.AcceptanceRequired);
        reply.Flag("managesVpcEndpoints", false);
        reply.Texts("networkLoadBalancerArnSet", service.NetworkLoadBalancerArns);
        reply.Texts("supportedIpAddressTypeSet", ["ipv4"]);
        reply.Texts("baseEndpointDnsNameSet", [service.BaseDnsName]);
        reply.Text("payerResponsibility", service.PayerResponsibility);
        reply.Text("privateDnsName", service.PrivateDns?.Name);
        reply.Structure("privateDnsNameConfiguration", () =>
        {
            reply.Text("state", service.PrivateDns?.States.At(call.Now));
            reply.Text("type", service.PrivateDns is null ? null : "TXT");
            reply.Text("value", service.PrivateDns?.TxtValue);
            reply.Text("name", service.PrivateDns?.TxtName);
        });
        reply.List("supportedRegionSet", [service.Region], region =>
        {
            reply.Text("region", region);
            reply.Text("serviceState", service.States.At(call.Now));
        });
        reply.Flag("remoteAccessEnabled", false);
        reply.Tags(call, service.Id);
    }
}
