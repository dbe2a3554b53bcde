using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.EndpointServices;

/// <summary>Lists the caller's own endpoint services.</summary>
internal sealed class DescribeVpcEndpointServiceConfigurations : Listing<EndpointService>
{
    protected override string ListName => "serviceConfigurationSet";

    protected override (string Parameter, IdKind Kind)? Ids => ("ServiceId", IdKind.EndpointService);

    protected override int SmallestPage => 1;

    protected override bool ClipsPages => true;

    protected override FilterSet<EndpointService> Filters { get; } = new FilterSet<EndpointService>()
        .On("service-name", (_, service) => service.Name)
        .On("service-id", (_, service) => service.Id)
        .On("service-state", (call, service) => service.States.At(call.Now))
        .On("supported-ip-address-types", (_, _) => "ipv4");

    protected override Func<Store, string, EndpointService?> ById => (store, id) => store.EndpointServices.Find(id);

    protected override bool IsHere(Call call, EndpointService row) => row.Region == call.Region;

    protected override IEnumerable<EndpointService> Visible(Call call) =>
        call.Store.EndpointServices.OwnedBy(call.AccountId, call.PageAfter).Where(service => service.Region == call.Region);

    protected override void Write(Call call, ReplyWriter reply, EndpointService service) => reply.Service(call, service);
}
