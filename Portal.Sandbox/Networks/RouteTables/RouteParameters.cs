using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Networks.RouteTables;

/// <summary>What the calls about one route have in common.</summary>
internal static class RouteParameters
{
    public static string Destination(QueryParameters parameters)
    {
        if (!string.IsNullOrEmpty(parameters.Text("DestinationIpv6CidrBlock")))
        {
            throw NetworkErrors.NoIpv6();
        }

        var text = parameters.Required("DestinationCidrBlock");
        return Cidr.TryParse(text, out var cidr) ? cidr.Canonical().ToString() : throw NetworkErrors.NotACidr("destinationCidrBlock", text);
    }
}
