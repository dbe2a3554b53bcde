namespace Portal.Domain.Provisioning;

/// <summary>What holds for every look.</summary>
public static class Look
{
    /// <summary>How long AWS's reads may lag behind its writes ("up to a few minutes", EC2 eventual consistency).</summary>
    public static readonly TimeSpan ConsistencyWindow = TimeSpan.FromMinutes(5);
}
