using Portal.Domain.Connections;

namespace Portal.Infrastructure.Reviews;

/// <summary>Where the endpoint is to stand.</summary>
public sealed record RequestedNetworkView(string VpcId, IReadOnlyList<RequestedSubnetView> Subnets, IReadOnlyList<string> SecurityGroupIds, bool PrivateDns)
{
    /// <returns>None in a self-managed account whose owner has not said so.</returns>
    internal static RequestedNetworkView? Of(ConnectionSpec? spec) => spec?.VpcId is not { } vpc ? null : new(
        vpc, [.. spec.Subnets.Select(subnet => new RequestedSubnetView(subnet.SubnetId, subnet.ZoneId, subnet.Ipv4))], spec.SecurityGroupIds, spec.PrivateDns);
}
