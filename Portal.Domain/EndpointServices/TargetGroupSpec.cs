namespace Portal.Domain.EndpointServices;

/// <summary>The hosts behind one listener and how their health is checked.</summary>
/// <param name="Port">1 to 65535; that of targets which name none of their own.</param>
/// <param name="ManagedOutside">
/// An Auto Scaling group, a controller or a failover hook registers and takes out the targets: the portal makes the group and leaves its targets alone.
/// </param>
/// <param name="Kind">The kind of targets where none are listed.</param>
/// <param name="Revision">Rises when another target group has to take its place, as for another kind of targets; none for the first.</param>
/// <param name="Attributes">None where nothing is said of them.</param>
public sealed record TargetGroupSpec(
    string Protocol, int Port, HealthCheck? HealthCheck, IReadOnlyList<ServiceTarget> Targets, bool? ManagedOutside = null, TargetKind? Kind = null,
    int? Revision = null, TargetGroupAttributes? Attributes = null)
{
    /// <summary>AWS's word for the kind of targets; a group holds one kind, and AWS never changes it.</summary>
    public string TargetType => (Targets is [{ Kind: var kind }, ..] ? kind : Kind) == TargetKind.Instance ? "instance" : "ip";

    public IReadOnlyList<TargetAddress> Addresses =>
        [.. Targets.Select(target => new TargetAddress(target.Id, target.Port ?? Port, target.AvailabilityZone))];
}
