namespace Portal.Domain.EndpointServices;

/// <summary>A change of a live service that people have yet to decide on.</summary>
public sealed record EndpointServiceProposal(EndpointServiceSpec Spec, Guid ReviewId, DateTimeOffset At)
{
    /// <summary>Stands for a stored proposal that this version cannot read; nothing is done by it, and it is never written.</summary>
    public static EndpointServiceProposal Unreadable { get; } = new(EndpointServiceSpec.Unreadable, Guid.Empty, default);
}
