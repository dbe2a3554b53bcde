namespace Portal.Domain.Networking;

/// <summary>What a security group lets in: one protocol, a range of ports, and from where.</summary>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c>, <c>icmp</c>, a protocol's number, or <c>-1</c> for all, as AWS writes them.</param>
/// <param name="FromPort">None where the protocol has no ports, or for all of them.</param>
/// <param name="Sources">CIDR blocks, prefix lists and security groups, as AWS writes them.</param>
public sealed record InboundRule(string Protocol, int? FromPort, int? ToPort, IReadOnlyList<string> Sources)
{
    private const string All = "-1";

    /// <summary>Whether it lets anybody at all in on that port.</summary>
    /// <param name="protocol"><c>tcp</c> or <c>udp</c>.</param>
    public bool LetsIn(string protocol, int port) => Sources.Count > 0 && (Protocol == All || (IsSame(Protocol, protocol) && Covers(port)));

    /// <summary>As people read it: "TCP 443 from 10.0.0.0/8".</summary>
    public string ToText() => $"{Traffic} from {(Sources.Count == 0 ? "nobody" : string.Join(", ", Sources))}";

    private string Traffic => (Protocol, FromPort, ToPort) switch
    {
        (All, _, _) => "all traffic",
        (_, null or -1, _) => Protocol.ToUpperInvariant(),
        (_, 0, 65_535) => $"{Protocol.ToUpperInvariant()} on all ports",
        _ when FromPort == ToPort => $"{Protocol.ToUpperInvariant()} {FromPort}",
        _ => $"{Protocol.ToUpperInvariant()} {FromPort} to {ToPort}",
    };

    private bool Covers(int port) => FromPort is null or -1 || (FromPort <= port && port <= (ToPort ?? FromPort));

    private static bool IsSame(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
