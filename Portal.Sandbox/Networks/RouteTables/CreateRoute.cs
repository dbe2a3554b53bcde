using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Networks.RouteTables;

/// <summary>Puts a route into a table, to a virtual private gateway or a network interface.</summary>
internal sealed class CreateRoute : Ec2Operation
{
    // What a route could also lead to, were there any: AWS's codes and nouns follow no rule.
    private static readonly IReadOnlyList<(string Parameter, string Code, string Noun)> Absent =
    [
        ("NatGatewayId", "InvalidNatGatewayID.NotFound", "natGateway ID"),
        ("TransitGatewayId", "InvalidTransitGatewayID.NotFound", "transitGateway ID"),
        ("VpcPeeringConnectionId", "InvalidVpcPeeringConnectionID.NotFound", "vpcPeeringConnection ID"),
        ("EgressOnlyInternetGatewayId", "InvalidGatewayID.NotFound", "eigw ID"),
        ("LocalGatewayId", "InvalidLocalGatewayID.NotFound", "localGateway ID"),
        ("CarrierGatewayId", "InvalidCarrierGatewayID.NotFound", "carrierGateway ID"),
        ("VpcEndpointId", "InvalidVpcEndpointId.NotFound", "Vpc Endpoint Id"),
    ];

    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("RouteTableId");
        var destination = RouteParameters.Destination(call.Parameters);
        var (gatewayId, cardId) = (call.Parameters.Text("GatewayId"), call.Parameters.Text("NetworkInterfaceId"));
        CheckAbsent(call.Parameters);
        call.EndDryRun();
        var table = call.OwnRouteTable(id);
        if (string.IsNullOrEmpty(gatewayId) == string.IsNullOrEmpty(cardId))
        {
            throw string.IsNullOrEmpty(gatewayId)
                ? new AwsError(
                    "MissingParameter",
                    "The request must contain exactly one of gatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId, transitGatewayId")
                : new AwsError("InvalidParameterCombination", "The parameters gatewayId and networkInterfaceId cannot be used together");
        }

        CheckDestination(call, table, destination);
        var route = string.IsNullOrEmpty(cardId)
            ? new StaticRoute(destination, Gateway(call, table, gatewayId!), null)
            : new StaticRoute(destination, null, Card(call, table, cardId));
        call.Store.RouteTables.Put(table with { Routes = [.. table.Routes, route] });
        call.Touched(id);
        reply.Flag("return", true);
    }

    private static void CheckAbsent(QueryParameters parameters)
    {
        foreach (var (parameter, code, noun) in Absent)
        {
            if (parameters.Text(parameter) is { Length: > 0 } id)
            {
                throw new AwsError(code, $"The {noun} '{id}' does not exist");
            }
        }
    }

    private static void CheckDestination(Call call, RouteTable table, string destination)
    {
        if (table.Routes.Any(route => route.Destination == destination))
        {
            throw new AwsError("RouteAlreadyExists", $"The route identified by {destination} already exists.");
        }

        if (call.Store.Vpcs.Find(table.VpcId) is { } vpc && Cidr.Parse(vpc.Cidr).Contains(Cidr.Parse(destination)))
        {
            throw vpc.Cidr == destination
                ? new AwsError("RouteAlreadyExists", $"The route identified by {destination} already exists.")
                : new AwsError(
                    "InvalidParameterValue", $"Route destination {destination} is more specific than the local route and needs a target within the VPC");
        }

        if (table.Routes.Count >= Quotas.RoutesPerRouteTable)
        {
            throw NetworkErrors.Limit("Route", "routes");
        }
    }

    private static string Gateway(Call call, RouteTable table, string id) => id switch
    {
        _ when id.StartsWith(IdKind.VpnGateway.Prefix, StringComparison.Ordinal) => call.OwnVpnGateway(id).VpcId == table.VpcId
            ? id
            : throw new AwsError("InvalidParameterValue", $"route table {table.Id} and virtual private gateway {id} belong to different networks"),
        _ when id.StartsWith("igw-", StringComparison.Ordinal) => throw new AwsError(
            "InvalidInternetGatewayID.NotFound", $"The internetGateway ID '{id}' does not exist"),
        _ => throw new AwsError("InvalidGatewayID.NotFound", $"The gateway ID '{id}' does not exist"),
    };

    private static string Card(Call call, RouteTable table, string id)
    {
        if (!call.Store.NetworkInterfaces.TryFind(IdKind.NetworkInterface.Check(id), out var card) || !call.Owns(card, card.Region))
        {
            throw IdKind.NetworkInterface.NotFound(id);
        }

        return card.VpcId == table.VpcId
            ? id
            : throw new AwsError("InvalidParameterValue", $"route table {table.Id} and network interface {id} belong to different networks");
    }
}
