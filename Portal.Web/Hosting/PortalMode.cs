namespace Portal.Web.Hosting;

/// <summary>Which AWS the portal works in.</summary>
internal enum PortalMode
{
    /// <summary>A simulated AWS with demo people, on loopback only.</summary>
    Sandbox,

    /// <summary>Real accounts.</summary>
    Aws,
}
