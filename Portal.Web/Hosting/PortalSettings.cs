using System.Net;
using Portal.Jobs;
using Portal.Web.Security.Limits;
using Portal.Web.SignIn;

namespace Portal.Web.Hosting;

/// <summary>Everything that can be set under <c>Portal:</c>.</summary>
internal sealed class PortalSettings
{
    public const string Section = "Portal";

    public PortalMode Mode { get; set; } = PortalMode.Sandbox;

    /// <summary>Where PostgreSQL's programs are; none looks in the usual places.</summary>
    public string? PostgresBinDir { get; set; }

    /// <summary>A folder with a file for each secret, named as the setting in the environment, as containers mount them; none where there is none.</summary>
    public string? SecretsFolder { get; set; }

    /// <summary>The IP address to listen on; demo people are let in on loopback only.</summary>
    public string ListenOn { get; set; } = "127.0.0.1";

    /// <summary>The address by which browsers reach the portal, for example <c>https://portal.example.com</c>; none on this machine alone.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Addresses or CIDR ranges of the proxies before it: they alone are believed how a request came to them; what is empty is left out.</summary>
    public IList<string> Proxies { get; } = [];

    public TlsSettings Tls { get; set; } = new();

    public SignInSettings SignIn { get; set; } = new();

    public JobsOptions Jobs { get; set; } = new();

    public SandboxSettings Sandbox { get; set; } = new();

    public AwsSettings Aws { get; set; } = new();

    public DnsSettings Dns { get; set; } = new();

    public LimitSettings Limits { get; set; } = new();

    public PublicDoor ToDoor() => new(PublicUrl, [.. Proxies.Where(text => text.Length > 0).Select(text => ProxyOf(text)!.Value)]);

    /// <returns>None for what is neither an address nor a range.</returns>
    public static IPNetwork? ProxyOf(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    /// <summary>Reads the settings and finds everything that is wrong with them.</summary>
    /// <exception cref="StartupProblem">All of it, in words.</exception>
    public static PortalSettings Read(IConfiguration configuration)
    {
        var (settings, problems) = Inspect(configuration);
        StartupProblem.ThrowIfAny(problems);
        return settings;
    }

    /// <returns>The settings as far as they can be understood, and everything that is wrong with them.</returns>
    public static (PortalSettings Settings, IReadOnlyList<string> Problems) Inspect(IConfiguration configuration)
    {
        List<string> problems = [];
        // Bound twice: what is misspelt is an error, and does not keep the rest from being checked.
        Bind(configuration, new(), options => options.ErrorOnUnknownConfiguration = true, problems);
        var settings = new PortalSettings();
        Bind(configuration, settings, null, problems);
        var validator = new PortalSettingsValidator(configuration.GetConnectionString("Portal"), configuration.GetConnectionString("PortalOwner"));
        if (validator.Validate(null, settings) is { Failed: true } invalid)
        {
            problems.AddRange(invalid.Failures);
        }

        return (settings, [.. problems.Distinct()]);
    }

    private static void Bind(IConfiguration configuration, PortalSettings settings, Action<BinderOptions>? options, List<string> problems)
    {
        try
        {
            configuration.GetSection(Section).Bind(settings, options);
        }
        catch (InvalidOperationException malformed)
        {
            problems.Add($"Under {Section}: {malformed.Message} {malformed.InnerException?.Message}".Trim());
        }
    }
}
