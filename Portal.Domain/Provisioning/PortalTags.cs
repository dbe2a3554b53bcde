namespace Portal.Domain.Provisioning;

/// <summary>The tags that everything the portal makes carries.</summary>
public static class PortalTags
{
    public const string Installation = "privatelink-portal:installation";
    public const string Service = "privatelink-portal:service";
    public const string Connection = "privatelink-portal:connection";
    public const string Operation = "privatelink-portal:operation";
}
