namespace Portal.Domain.EndpointServices;

/// <summary>What a target is.</summary>
public enum TargetKind
{
    Ip,
    Instance,
}
