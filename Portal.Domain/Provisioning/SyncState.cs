namespace Portal.Domain.Provisioning;

/// <summary>How what is compares to what is wanted.</summary>
public enum SyncState
{
    Unknown,
    Converging,
    InSync,
    Drifted,
}
