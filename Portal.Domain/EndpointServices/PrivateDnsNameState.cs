namespace Portal.Domain.EndpointServices;

/// <summary>AWS's state of the check that the provider owns the private DNS name.</summary>
public enum PrivateDnsNameState
{
    None,
    PendingVerification,
    Verified,
    Failed,
    Unknown,
}
