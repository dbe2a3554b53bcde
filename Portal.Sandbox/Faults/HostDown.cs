using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Faults;

/// <summary>A host that does not answer: an instance by its id, or a host of a data centre by VPC and address.</summary>
[Table("hostsDown")]
internal sealed record HostDown(string Id) : IEntity
{
    public string OwnerId => "";

    public DateTimeOffset? GoneAt => null;
}
