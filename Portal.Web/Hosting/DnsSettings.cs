using System.Net;

namespace Portal.Web.Hosting;

/// <summary>How the portal gets to public DNS, where it looks for proofs of private DNS names.</summary>
internal sealed class DnsSettings
{
    private const int Port = 53;

    /// <summary>Name servers that find any public name; none for those of the machine.</summary>
    public IReadOnlyList<string>? Servers { get; set; }

    public IEnumerable<string> Malformed() => (Servers ?? []).Where(server => Endpoint(server) is null);

    /// <returns>None where none are set.</returns>
    public IReadOnlyList<IPEndPoint>? ToEndpoints() => Servers is { Count: > 0 } servers ? [.. servers.Select(Endpoint).OfType<IPEndPoint>()] : null;

    private static IPEndPoint? Endpoint(string text) =>
        IPAddress.TryParse(text, out var address) ? new(address, Port) : IPEndPoint.TryParse(text, out var endpoint) && endpoint.Port > 0 ? endpoint : null;
}
