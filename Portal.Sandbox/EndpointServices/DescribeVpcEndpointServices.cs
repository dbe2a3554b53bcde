using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.EndpointServices;

/// <summary>Lists the endpoint services that the caller may connect to, in the zones that it can name.</summary>
internal sealed class DescribeVpcEndpointServices : Listing<EndpointService>
{
    protected override string ListName => "serviceDetailSet";

    protected override int SmallestPage => 1;

    protected override bool ClipsPages => true;

    protected override FilterSet<EndpointService> Filters { get; } =
        new FilterSet<EndpointService>((call, service) => service.OwnerId == call.AccountId ? service.Id : null)
        .On("owner", (_, service) => service.OwnerId)
        .On("service-name", (_, service) => service.Name)
        .On("service-region", (_, service) => service.Region)
        .On("service-type", (_, _) => "Interface")
        .On("supported-ip-address-types", (_, _) => "ipv4");

    protected override void ReadMore(Call call) => call.Parameters.Texts("ServiceRegion");

    protected override IEnumerable<EndpointService> Visible(Call call)
    {
        var names = call.Parameters.Texts("ServiceName").Distinct().ToList();
        var regions = call.Parameters.Texts("ServiceRegion");
        if (names.Count > 0)
        {
            return names.Select(name => ServiceAccess.Visible(call, name, call.Region)).OrderBy(service => service.Id, StringComparer.Ordinal).ToList();
        }

        return call.Store.EndpointServices.All()
            .Where(service => service.Region == call.Region && (regions.Count == 0 || regions.Contains(service.Region)) && service.IsLive(call.Now)
                && ServiceAccess.MayUse(call, service));
    }

    protected override void WriteList(Call call, ReplyWriter reply, IReadOnlyList<EndpointService> page)
    {
        reply.Texts("serviceNameSet", page.Select(service => service.Name));
        base.WriteList(call, reply, page);
    }

    protected override void Write(Call call, ReplyWriter reply, EndpointService service)
    {
        var zoneIds = ServiceAccess.ZoneIds(call.Store, service).Intersect(call.Account.Zones.Values).ToList();
        reply.Text("serviceName", service.Name);
        reply.Text("serviceId", service.Id);
        reply.List("serviceType", ["Interface"], type => reply.Text("serviceType", type));
        reply.Text("serviceRegion", service.Region);
        reply.Texts("availabilityZoneIdSet", zoneIds);
        reply.Texts("availabilityZoneSet", zoneIds.Select(call.Account.ZoneName).Order(StringComparer.Ordinal));
        reply.Text("owner", service.OwnerId);
        reply.Texts("baseEndpointDnsNameSet", [service.BaseDnsName]);
        if (service.PrivateDns is { } name)
        {
            reply.Text("privateDnsName", name.Name);
            reply.List("privateDnsNameSet", [name], one => reply.Text("privateDnsName", one.Name));
            reply.Text("privateDnsNameVerificationState", name.States.At(call.Now));
        }

        reply.Text("payerResponsibility", service.PayerResponsibility);
        reply.Flag("vpcEndpointPolicySupported", !call.Switches.PoliciesAreIgnored);
        reply.Flag("acceptanceRequired", service.AcceptanceRequired);
        reply.Flag("managesVpcEndpoints", false);
        reply.Texts("supportedIpAddressTypeSet", ["ipv4"]);
        if (service.OwnerId == call.AccountId)
        {
            reply.Tags(call, service.Id);
        }
    }
}
