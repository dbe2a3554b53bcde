namespace Portal.Domain.EndpointServices;

/// <summary>AWS's state of an endpoint service configuration.</summary>
public enum ServiceConfigurationState
{
    Unknown,
    Pending,
    Available,
    Deleting,
    Deleted,
    Failed,
}
