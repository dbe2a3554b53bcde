namespace Portal.Infrastructure.Data;

/// <summary>Somebody else holds what was to be changed; nothing was done, and the next try may find it free.</summary>
public sealed class PortalBusyException(Exception inner) : Exception("The portal is busy with this. Nothing was changed; try again in a few seconds.", inner)
{
    /// <summary>How long whoever is told so should wait.</summary>
    public static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);
}
