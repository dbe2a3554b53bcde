namespace Portal.Domain.Provisioning;

/// <summary>How well something is; unknown where nobody can tell, with the reason.</summary>
public enum HealthVerdict
{
    Unknown,
    Healthy,
    Degraded,
    Down,
}
