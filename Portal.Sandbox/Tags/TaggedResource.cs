using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Tags;

/// <summary>Finds what an id in CreateTags or DeleteTags means; only its owner may tag a thing.</summary>
internal sealed record TaggedResource(string Id, string OwnerId, string Region, string ResourceType, DateTimeOffset? GoneAt)
{
    public static TaggedResource Find(Call call, string id)
    {
        var store = call.Store;
        return id.Split('-')[..^1] switch
        {
            ["vpc"] => Of(call, IdKind.Vpc, id, store.Vpcs, row => row.Region),
            ["subnet"] => Of(call, IdKind.Subnet, id, store.Subnets, row => row.Region),
            ["sg"] => Of(call, IdKind.SecurityGroup, id, store.SecurityGroups, row => row.Region),
            ["sgr"] => OfRule(call, id),
            ["rtb"] => Of(call, IdKind.RouteTable, id, store.RouteTables, row => row.Region),
            ["vgw"] => Of(call, IdKind.VpnGateway, id, store.VpnGateways, row => row.Region),
            ["eni"] => Of(call, IdKind.NetworkInterface, id, store.NetworkInterfaces, row => row.Region),
            ["i"] => Of(call, IdKind.Instance, id, store.Instances, row => row.Region),
            ["vpce"] => Of(call, IdKind.VpcEndpoint, id, store.Endpoints, row => row.Region),
            ["vpce", "svc"] => Of(call, IdKind.EndpointService, id, store.EndpointServices, row => row.Region),
            _ => throw new AwsError("InvalidID", $"The ID '{id}' is not valid"),
        };
    }

    // Rules live inside their group.
    private static TaggedResource OfRule(Call call, string id) =>
        IdKind.SecurityGroupRule.Check(id) is var checkedId
            && call.Store.SecurityGroups.OwnedBy(call.AccountId)
                .FirstOrDefault(group => group.Region == call.Region && group.Rules.Any(rule => rule.Id == checkedId)) is { } group
            ? new(id, group.OwnerId, group.Region, IdKind.SecurityGroupRule.ResourceType, null)
            : throw IdKind.SecurityGroupRule.NotFound(id);

    private static TaggedResource Of<T>(Call call, IdKind kind, string id, Table<T> table, Func<T, string> region) where T : class, IEntity =>
        table.TryFind(kind.Check(id), out var row) && call.Owns(row, region(row))
            ? new(id, row.OwnerId, region(row), kind.ResourceType, row.GoneAt)
            : throw kind.NotFound(id);
}
