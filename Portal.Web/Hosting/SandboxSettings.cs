namespace Portal.Web.Hosting;

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
