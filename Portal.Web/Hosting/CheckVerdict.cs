namespace Portal.Web.Hosting;

/// <summary>What a check of the installation found.</summary>
internal enum CheckVerdict
{
    /// <summary>It is as it has to be.</summary>
    Ok,

    /// <summary>The portal starts, and somebody should know.</summary>
    Note,

    /// <summary>The portal would not start, or would not do its work.</summary>
    Problem,
}
