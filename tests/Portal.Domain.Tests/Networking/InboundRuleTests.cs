using Portal.Domain.Networking;

namespace Portal.Domain.Tests.Networking;

public sealed class InboundRuleTests
{
    private static readonly string[] Anybody = ["0.0.0.0/0"];

    [Theory]
    [InlineData("tcp", 443, 443, "tcp", 443, true)]
    [InlineData("TCP", 443, 443, "tcp", 443, true)]
    [InlineData("tcp", 440, 450, "tcp", 443, true)]
    [InlineData("tcp", 444, 450, "tcp", 443, false)]
    [InlineData("udp", 443, 443, "tcp", 443, false)]
    [InlineData("-1", null, null, "udp", 53, true)]
    [InlineData("icmp", -1, -1, "tcp", 443, false)]
    [InlineData("tcp", 0, 65535, "tcp", 1, true)]
    public void A_port_is_let_in_by_a_rule_of_its_protocol_whose_range_covers_it(
        string protocol, int? from, int? to, string asked, int port, bool letsIn) =>
        Assert.Equal(letsIn, new InboundRule(protocol, from, to, Anybody).LetsIn(asked, port));

    [Fact]
    public void A_rule_without_any_source_lets_nobody_in()
    {
        var rule = new InboundRule("tcp", 443, 443, []);

        Assert.False(rule.LetsIn("tcp", 443));
        Assert.Equal("TCP 443 from nobody", rule.ToText());
    }

    [Theory]
    [InlineData("tcp", 443, 443, "TCP 443 from 0.0.0.0/0")]
    [InlineData("udp", 1000, 2000, "UDP 1000 to 2000 from 0.0.0.0/0")]
    [InlineData("tcp", 0, 65535, "TCP on all ports from 0.0.0.0/0")]
    [InlineData("-1", null, null, "all traffic from 0.0.0.0/0")]
    [InlineData("icmp", -1, -1, "ICMP from 0.0.0.0/0")]
    [InlineData("50", null, null, "50 from 0.0.0.0/0")]
    public void A_rule_is_said_as_people_read_it(string protocol, int? from, int? to, string text) =>
        Assert.Equal(text, new InboundRule(protocol, from, to, Anybody).ToText());
}
