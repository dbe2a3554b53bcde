using System.Net;
using System.Net.Sockets;
using Portal.Web.Hosting;

namespace Portal.Web.Tests.Hosting;

public sealed class ListenAddressTests
{
    [Fact]
    public void Zero_takes_a_free_port()
    {
        var address = ListenAddress.Choose(IPAddress.Loopback, 0);

        Assert.Equal("127.0.0.1", address.Host);
        Assert.NotEqual(0, address.Port);
    }

    [Fact]
    public void An_address_of_the_sixth_version_becomes_a_proper_url()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This machine has no IPv6");

        Assert.StartsWith("http://[::1]:", ListenAddress.Choose(IPAddress.IPv6Loopback, 0).ToString());
    }

    [Fact]
    public void A_port_that_is_taken_is_named_and_left_to_its_owner()
    {
        using var owner = new TcpListener(IPAddress.Loopback, 0);
        owner.Start();
        var port = ((IPEndPoint)owner.LocalEndpoint).Port;

        var problem = Assert.Throws<StartupProblem>(() => ListenAddress.Choose(IPAddress.Loopback, port));

        Assert.Equal([$"Port {port} is taken. Stop the program that has it, or choose another with --port N."], problem.Problems);
        Assert.True(owner.Server.IsBound);
    }

    [Fact]
    public void An_address_of_another_machine_is_said_in_words() =>
        Assert.Contains("Portal:ListenOn", Assert.Throws<StartupProblem>(() => ListenAddress.Choose(IPAddress.Parse("192.0.2.1"), 0)).Message);
}
