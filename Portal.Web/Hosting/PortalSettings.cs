using System.Net;
using Portal.Jobs;

namespace Portal.Web.Hosting;

/// <summary>Which AWS the portal works in.</summary>
internal enum PortalMode
{
    /// <summary>A simulated AWS with demo people, on loopback only.</summary>
    Sandbox,

    /// <summary>Real accounts.</summary>
    Aws,
}

/// <summary>Everything that can be set under <c>Portal:</c>.</summary>
internal sealed class PortalSettings
{
    public const string Section = "Portal";

    public PortalMode Mode { get; set; } = PortalMode.Sandbox;

    /// <summary>Where PostgreSQL's programs are; none looks in the usual places.</summary>
    public string? PostgresBinDir { get; set; }

    /// <summary>The IP address to listen on; demo people are let in on loopback only.</summary>
    public string ListenOn { get; set; } = "127.0.0.1";

    public JobsOptions Jobs { get; set; } = new();

    public SandboxSettings Sandbox { get; set; } = new();

    public AwsSettings Aws { get; set; } = new();

    /// <summary>Reads the settings and finds everything that is wrong with them.</summary>
    /// <exception cref="StartupProblem">All of it, in words.</exception>
    public static PortalSettings Read(IConfiguration configuration)
    {
        List<string> problems = [.. Unknown(configuration.GetSection(Section), typeof(PortalSettings), Section)];
        var settings = new PortalSettings();
        try
        {
            configuration.GetSection(Section).Bind(settings);
        }
        catch (InvalidOperationException malformed)
        {
            problems.Add($"{malformed.Message} {malformed.InnerException?.Message}".Trim());
        }

        problems.AddRange(settings.Jobs.Errors());
        problems.AddRange(settings.ListenProblems());
        if (DatabaseInUse.ProblemWith(configuration.GetConnectionString("Portal")) is { } problem)
        {
            problems.Add(problem);
        }

        if (settings.Mode == PortalMode.Aws)
        {
            problems.AddRange(settings.AwsProblems(configuration));
        }

        StartupProblem.ThrowIfAny(problems);
        return settings;
    }

    private IEnumerable<string> ListenProblems()
    {
        if (!IPAddress.TryParse(ListenOn, out var address))
        {
            yield return $"Portal:ListenOn is {ListenOn}: use an IP address, for example 127.0.0.1 or 0.0.0.0.";
        }
        else if (Mode == PortalMode.Sandbox && !IPAddress.IsLoopback(address))
        {
            yield return $"Portal:ListenOn is {ListenOn}, but Portal:Mode is Sandbox: its demo people are let in on loopback only. Use 127.0.0.1.";
        }
    }

    private IEnumerable<string> AwsProblems(IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration.GetConnectionString("Portal")))
        {
            yield return "Portal:Mode is Aws: set ConnectionStrings:Portal to a PostgreSQL database of your own.";
        }

        if (Aws.ServiceUrl is not null || Sandbox.AwsUrl is not null)
        {
            yield return "Portal:Mode is Aws: leave Portal:Aws:ServiceUrl and Portal:Sandbox:AwsUrl unset, or use Portal:Mode=Sandbox.";
        }
    }

    // A misspelt setting that is silently ignored is found in production.
    private static IEnumerable<string> Unknown(IConfigurationSection section, Type type, string path) => section.GetChildren().SelectMany(child =>
    {
        var property = type.GetProperties().FirstOrDefault(property => string.Equals(property.Name, child.Key, StringComparison.OrdinalIgnoreCase));
        return property is null ? [$"There is no setting {path}:{child.Key}. There are: {string.Join(", ", type.GetProperties().Select(known => known.Name))}."]
            : child.GetChildren().Any() ? Unknown(child, property.PropertyType, $"{path}:{property.Name}")
            : Enumerable.Empty<string>();
    });
}

/// <summary>How the simulated AWS behaves, or where one runs that this host did not start.</summary>
internal sealed class SandboxSettings
{
    /// <summary>A sandbox that runs already; none starts one in this process.</summary>
    public Uri? AwsUrl { get; set; }

    /// <summary>Its control address, told to people in endpoints.json.</summary>
    public Uri? ControlUrl { get; set; }

    /// <summary>Whether the demo's people do their first things by themselves.</summary>
    public bool Story { get; set; } = true;
}

/// <summary>How the portal gets to AWS.</summary>
internal sealed class AwsSettings
{
    /// <summary>Another address than AWS's own; for private endpoints of an AWS partition.</summary>
    public Uri? ServiceUrl { get; set; }

    /// <summary>The portal's own access key; none uses the SDK's default chain, such as an instance role.</summary>
    public string? AccessKeyId { get; set; }

    public string? SecretAccessKey { get; set; }
}
