using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.EndpointServices;

/// <summary>What an endpoint service may be made of.</summary>
internal static partial class ServiceRules
{
    private const int LongestName = 255;

    /// <summary>Refuses whatever is not the caller's own active internal network load balancer, free for this service.</summary>
    public static void CheckBalancers(Call call, IReadOnlyList<string> arns, string? serviceId)
    {
        foreach (var arn in arns)
        {
            if (!NetworkArn().IsMatch(arn))
            {
                throw new AwsError("InvalidNetworkLoadBalancerArn.Malformed", $"The Network Load Balancer ARN '{arn}' is malformed");
            }

            CheckBalancer(call, arn, serviceId);
        }
    }

    /// <summary>The first form of a private name, before anything is verified.</summary>
    public static PrivateDnsName NewName(Call call, string name)
    {
        if (name.Length > LongestName || !DomainName().IsMatch(name))
        {
            throw new AwsError("InvalidParameter", $"The private DNS name {name} is not valid.");
        }

        return new(
            name.ToLowerInvariant(),
            "_" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 20),
            "vpce:" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 20),
            Timeline.From(call.Now, PrivateDnsName.Pending));
    }

    /// <summary>The sandbox has services in their own region only.</summary>
    public static void CheckRegions(Call call, IReadOnlyList<string> regions)
    {
        if (regions.FirstOrDefault(region => region != call.Region) is { } other)
        {
            throw new AwsError("UnsupportedOperation", $"Access from the region {other} is not supported.");
        }
    }

    public static void CheckAddressTypes(IReadOnlyList<string> types)
    {
        if (types.FirstOrDefault(type => type != "ipv4") is { } other)
        {
            throw new AwsError("InvalidParameter", $"The IP address type {other} is not supported by the specified load balancers.");
        }
    }

    private static void CheckBalancer(Call call, string arn, string? serviceId)
    {
        if (!call.Store.LoadBalancers.TryFind(arn, out var balancer) || !call.Owns(balancer, balancer.Region))
        {
            throw new AwsError("InvalidNetworkLoadBalancerArn.NotFound", $"The Network Load Balancer '{arn}' does not exist");
        }

        if (balancer.Scheme != "internal")
        {
            throw new AwsError("InvalidParameter", $"The Network Load Balancer {arn} is not internal.");
        }

        if (balancer.States.At(call.Now) != LoadBalancer.Active)
        {
            throw new AwsError("InvalidParameter", $"The Network Load Balancer {arn} is not in the active state.");
        }

        if (ServiceAccess.ServiceOf(call.Store, arn, call.Now) is { } other && other.Id != serviceId)
        {
            throw new AwsError("InvalidParameter", $"The Network Load Balancer {arn} is already associated with the VPC endpoint service {other.Id}.");
        }
    }

    [GeneratedRegex(@"\Aarn:aws:elasticloadbalancing:[a-z0-9-]+:\d{12}:loadbalancer/net/[A-Za-z0-9-]+/[0-9a-f]+\z")]
    private static partial Regex NetworkArn();

    [GeneratedRegex(@"\A(\*\.)?([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex DomainName();
}
