namespace Portal.Web.Layout;

/// <summary>Whether pages have to say that what they show is simulated.</summary>
internal sealed record SandboxBanner(bool IsSandbox);
