using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Portal.Web.Hosting;

/// <summary>The loopback address that the host listens on.</summary>
internal static class ListenAddress
{
    /// <exception cref="StartupProblem">Another program has the port.</exception>
    public static Uri Choose(int port)
    {
        var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
            return new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}"));
        }
        catch (SocketException taken)
        {
            throw new StartupProblem($"Port {port} cannot be used ({taken.Message}). Stop the program that has it, or choose another with --port N.");
        }
        finally
        {
            probe.Stop();
        }
    }
}
