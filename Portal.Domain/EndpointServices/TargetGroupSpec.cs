namespace Portal.Domain.EndpointServices;

/// <summary>The hosts behind one listener and how their health is checked.</summary>
public sealed record TargetGroupSpec(string Protocol, int Port, HealthCheck? HealthCheck, IReadOnlyList<ServiceTarget> Targets)
{
    /// <summary>AWS's word for the kind of targets; a group holds one kind.</summary>
    public string TargetType => Targets is [{ Kind: TargetKind.Instance }, ..] ? "instance" : "ip";

    public IReadOnlyList<TargetAddress> Addresses =>
        [.. Targets.Select(target => new TargetAddress(target.Id, target.Port ?? Port, target.AvailabilityZone))];
}
