namespace Portal.Web.Layout;

/// <summary>Whether pages have to say that what they show is simulated.</summary>
/// <param name="Control">Where the simulated world is steered; none where nobody has told.</param>
internal sealed record SandboxBanner(bool IsSandbox, Uri? Control = null);
