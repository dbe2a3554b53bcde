using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.RouteTables;

/// <summary>Makes a route table that no subnet goes by yet.</summary>
internal sealed class CreateRouteTable : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var vpcId = call.Parameters.Required("VpcId");
        var token = call.Parameters.Text("ClientToken");
        var tags = TagRules.OfSpecifications(call.Parameters, IdKind.RouteTable);
        call.EndDryRun();
        var table = ReplayToken.Original(call, token, call.Store.RouteTables, gone => gone) ?? Create(call, call.OwnVpc(vpcId), tags);
        ReplayToken.Keep(call, token, table);
        reply.Structure("routeTable", () => reply.RouteTable(call, table));
        reply.Text("clientToken", token);
    }

    private static RouteTable Create(Call call, Vpc vpc, IReadOnlyDictionary<string, string> tags)
    {
        if (call.Store.RouteTablesByVpc[vpc.Id].Count() >= Quotas.RouteTablesPerVpc)
        {
            throw NetworkErrors.Limit("RouteTable", "route tables");
        }

        var table = new RouteTable(AwsIds.New(IdKind.RouteTable.Prefix), call.AccountId, call.Region, vpc.Id);
        call.Store.RouteTables.Put(table);
        TagRules.Put(call, table.Id, table.OwnerId, table.Region, IdKind.RouteTable.ResourceType, tags);
        call.Touched(table.Id);
        return table;
    }
}
