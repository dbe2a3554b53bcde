using System.Text.Json.Serialization;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>One rule of a security group: a protocol, its ports and one peer, which is a range or another group.</summary>
internal sealed record SecurityRule
{
    public const string Every = "-1";

    public required string Id { get; init; }
    public bool IsEgress { get; init; }

    /// <summary>tcp, udp, icmp, icmpv6, a number, or -1 for all.</summary>
    public required string Protocol { get; init; }
    public int FromPort { get; init; } = -1;
    public int ToPort { get; init; } = -1;
    public string? Ipv4 { get; init; }
    public string? Ipv6 { get; init; }
    public string? GroupId { get; init; }
    public string? GroupOwnerId { get; init; }
    public string? Description { get; init; }

    /// <summary>What makes two rules the same to AWS; descriptions do not count.</summary>
    [JsonIgnore]
    public (bool, string, int, int, string?, string?, string?) Key => (IsEgress, Protocol, FromPort, ToPort, Ipv4, Ipv6, GroupId);

    /// <summary>How AWS's refusals call it.</summary>
    [JsonIgnore]
    public string DisplayText => Protocol == Every
        ? $"peer: {Peer}, ALL, ALLOW"
        : $"peer: {Peer}, {Protocol.ToUpperInvariant()}, from port: {FromPort}, to port: {ToPort}, ALLOW";

    private string? Peer => Ipv4 ?? Ipv6 ?? GroupId;

    public bool Covers(string protocol, int port) => Protocol == Every || (Protocol == protocol && FromPort <= port && port <= ToPort);

    public static SecurityRule AllowAllOut() =>
        new() { Id = AwsIds.New(IdKind.SecurityGroupRule.Prefix), IsEgress = true, Protocol = Every, Ipv4 = "0.0.0.0/0" };
}
