using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Endpoints;

/// <summary>Lists the caller's own endpoints.</summary>
internal sealed class DescribeVpcEndpoints : Listing<VpcEndpoint>
{
    protected override string ListName => "vpcEndpointSet";

    protected override (string Parameter, IdKind Kind)? Ids => ("VpcEndpointId", IdKind.VpcEndpoint);

    protected override int SmallestPage => 1;

    protected override bool ClipsPages => true;

    protected override FilterSet<VpcEndpoint> Filters { get; } = new FilterSet<VpcEndpoint>()
        .On("vpc-endpoint-id", (_, endpoint) => endpoint.Id)
        .On("vpc-endpoint-state", (call, endpoint) => endpoint.States.At(call.Now))
        .On("vpc-endpoint-type", (_, _) => "Interface")
        .On("vpc-id", (_, endpoint) => endpoint.VpcId)
        .On("service-name", (_, endpoint) => endpoint.ServiceName)
        .On("service-region", (_, endpoint) => endpoint.Region)
        .On("ip-address-type", (_, _) => "ipv4");

    protected override Func<Store, string, VpcEndpoint?> ById => (store, id) => store.Endpoints.Find(id);

    protected override bool IsHere(Call call, VpcEndpoint row) => row.Region == call.Region;

    protected override IEnumerable<VpcEndpoint> Visible(Call call) =>
        call.Store.Endpoints.OwnedBy(call.AccountId, call.PageAfter).Where(endpoint => endpoint.Region == call.Region);

    protected override void Write(Call call, ReplyWriter reply, VpcEndpoint endpoint) => reply.Endpoint(call, endpoint);
}
