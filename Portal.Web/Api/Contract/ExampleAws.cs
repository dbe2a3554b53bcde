using Portal.Domain.Networking;

namespace Portal.Web.Api.Contract;

/// <summary>What AWS's names look like in the document's examples.</summary>
internal static class ExampleAws
{
    private const string Region = "us-east-1";
    private const string Service = "vpce-svc-0a1b2c3d4e5f60718";
    private static readonly AwsPartition Partition = AwsPartition.OfRegion(Region);

    public static string ServiceName { get; } = $"{string.Join('.', Partition.DnsSuffix.Split('.').Reverse())}.vpce.{Region}.{Service}";

    public static string DnsName { get; } = $"vpce-0a1b2c3d4e5f60718-x1y2z3.{Service}.{Region}.vpce.{Partition.DnsSuffix}";

    public static string Principal { get; } = Partition.AccountRoot("310000000001");

    public static string Role { get; } = $"arn:{Partition}:iam::310000000001:role/PrivateLinkPortal";

    public static string LoadBalancer { get; } =
        $"arn:{Partition}:elasticloadbalancing:{Region}:210000000001:loadbalancer/net/plp-a1b2/0123456789abcdef";
}
