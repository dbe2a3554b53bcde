namespace Portal.Domain.Provisioning;

/// <summary>What of an aggregate can be observed by itself: after a call only what it touched is observed again.</summary>
[Flags]
public enum ObservedParts
{
    None = 0,

    /// <summary>The load balancer and its state.</summary>
    LoadBalancer = 1 << 0,

    /// <summary>The load balancer's listeners.</summary>
    Listeners = 1 << 1,

    /// <summary>The target groups.</summary>
    TargetGroups = 1 << 2,

    /// <summary>The targets of the target groups and their health.</summary>
    Targets = 1 << 3,

    /// <summary>The endpoint service's configuration.</summary>
    Configuration = 1 << 4,

    /// <summary>The principals that may connect.</summary>
    Principals = 1 << 5,

    /// <summary>The endpoints that knock on the endpoint service or are connected to it.</summary>
    Connections = 1 << 6,

    /// <summary>The endpoint as the consumer's side sees it.</summary>
    Endpoint = 1 << 7,

    /// <summary>The endpoint as the provider's side sees it.</summary>
    ProviderSide = 1 << 8,

    /// <summary>What earlier generations have left.</summary>
    Superseded = 1 << 9,

    /// <summary>The attributes of the load balancer and the target groups.</summary>
    Attributes = 1 << 10,

    All = (1 << 11) - 1,
}
