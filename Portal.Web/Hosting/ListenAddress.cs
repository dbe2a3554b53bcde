using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Portal.Web.Hosting;

/// <summary>The address that the host listens on.</summary>
internal static class ListenAddress
{
    /// <exception cref="StartupProblem">Another program has the port, or it is not for us.</exception>
    public static Uri Choose(IPAddress address, int port)
    {
        var probe = new TcpListener(address, port);
        try
        {
            probe.Start();
            var chosen = ((IPEndPoint)probe.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
            return new Uri(address.AddressFamily == AddressFamily.InterNetworkV6 ? $"http://[{address}]:{chosen}" : $"http://{address}:{chosen}");
        }
        catch (SocketException refused)
        {
            throw new StartupProblem(refused.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"Port {port} is taken. Stop the program that has it, or choose another with --port N.",
                SocketError.AccessDenied => $"Port {port} is for the system's own programs. Choose one from 1024 up with --port N.",
                _ =>
                    $"The portal cannot listen on {address}, port {port}: {refused.Message}. "
                        + "Choose another port with --port N, or another address with Portal:ListenOn.",
            });
        }
        finally
        {
            probe.Stop();
        }
    }
}
