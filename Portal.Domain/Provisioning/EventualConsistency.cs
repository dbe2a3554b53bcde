namespace Portal.Domain.Provisioning;

/// <summary>How far AWS's reads may lag behind its writes.</summary>
public static class EventualConsistency
{
    /// <summary>"Up to a few minutes" (EC2, eventual consistency): what a read does not show within it may still come to light.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
}
