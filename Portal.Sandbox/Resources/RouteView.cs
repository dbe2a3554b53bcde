namespace Portal.Sandbox.Resources;

/// <summary>A route as EC2 shows it.</summary>
internal sealed record RouteView(string Destination, string? GatewayId, string? NetworkInterfaceId, string Origin)
{
    public const string Made = "CreateRouteTable";
    public const string Put = "CreateRoute";
    public const string Propagated = "EnableVgwRoutePropagation";

    public bool IsBlackHole { get; init; }

    public string State => IsBlackHole ? "blackhole" : "active";
}
