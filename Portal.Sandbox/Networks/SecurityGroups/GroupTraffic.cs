using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Networks.SecurityGroups;

/// <summary>Whether security groups let traffic over TCP pass from one network interface to another; an interface without any is not filtered.</summary>
internal static class GroupTraffic
{
    private const string Tcp = "tcp";

    public static bool Passes(Store store, NetworkInterface from, NetworkInterface to, int port) =>
        Lets(store, from, to, egress: true, port) && Lets(store, to, from, egress: false, port);

    private static bool Lets(Store store, NetworkInterface own, NetworkInterface peer, bool egress, int port) =>
        own.SecurityGroupIds.Count == 0
        || own.SecurityGroupIds.Select(store.SecurityGroups.Find).OfType<SecurityGroup>()
            .SelectMany(group => group.Of(egress))
            .Any(rule => rule.Covers(Tcp, port) && IsPeer(rule, peer));

    private static bool IsPeer(SecurityRule rule, NetworkInterface peer) =>
        (rule.GroupId is { } group && peer.SecurityGroupIds.Contains(group))
        || (Cidr.TryParse(rule.Ipv4, out var range) && Cidr.TryAddress(peer.PrivateIp, out var address) && range.Canonical().Contains(address));
}
