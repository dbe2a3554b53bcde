namespace Portal.Domain.Provisioning;

/// <summary>Where what is advised can be done now: on a page of the portal, or in AWS.</summary>
public enum WayOut
{
    /// <summary>Nowhere: nobody has to do anything.</summary>
    None,

    ChangeConnection,

    DeleteConnection,

    ChangeService,

    WithdrawService,

    /// <summary>What stands on the connection's own page, such as the field for the endpoint's id.</summary>
    ConnectionPage,

    /// <summary>What stands on the service's own page, such as the proof of its name and its connections.</summary>
    ServicePage,

    /// <summary>The button beside the condition, once what it names is mended.</summary>
    Retry,

    Quotas,

    /// <summary>The policies of the portal's role in the account.</summary>
    Role,

    /// <summary>Who may assume the portal's role.</summary>
    RoleTrust,

    /// <summary>Service control, resource control and tag policies.</summary>
    Organization,

    /// <summary>The policy of an AWS endpoint through which the portal itself calls AWS.</summary>
    EndpointPolicy,

    Regions,

    Vpcs,

    Subnets,

    Endpoints,

    EndpointServices,

    LoadBalancers,

    TargetGroups,

    HostedZones,

    /// <summary>The settings of the portal's own process.</summary>
    PortalSettings,

    /// <summary>The portal's operations page, whose log goes with a report.</summary>
    Report,

    /// <summary>Written by a newer version of the portal.</summary>
    Unknown = -1,
}
