using System.Net;

namespace Portal.Infrastructure.Dns;

/// <summary>Whom the portal asks when it looks into public DNS itself, and how long it waits.</summary>
public sealed class DnsOptions
{
    /// <summary>Name servers that find any public name; none for those of the portal's machine, an empty list for nobody.</summary>
    public IReadOnlyList<IPEndPoint>? Servers { get; set; }

    /// <summary>How long one question may take.</summary>
    public TimeSpan QuestionTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a whole look-up may take, which asks for several names.</summary>
    public TimeSpan LookupTimeout { get; set; } = TimeSpan.FromSeconds(4);
}
