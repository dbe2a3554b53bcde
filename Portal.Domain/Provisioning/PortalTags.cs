namespace Portal.Domain.Provisioning;

/// <summary>The tags that everything the portal makes carries.</summary>
public static class PortalTags
{
    public const string Installation = Prefix + "installation";
    public const string Service = Prefix + "service";
    public const string Connection = Prefix + "connection";
    public const string Operation = Prefix + "operation";

    /// <summary>How many of them one object has.</summary>
    internal const int Count = 3;

    private const string Prefix = "privatelink-portal:";

    public static bool IsOwn(string key) => key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
}
