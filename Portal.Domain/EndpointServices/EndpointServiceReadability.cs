namespace Portal.Domain.EndpointServices;

/// <summary>Tells what is stored of a service that this version of the portal cannot read.</summary>
public static class EndpointServiceReadability
{
    /// <summary>None when this version reads everything.</summary>
    public static string? Unreadable(this EndpointService service) =>
        service.Stage == EndpointServiceStage.Unknown ? "stage"
        : ReferenceEquals(service.Spec, EndpointServiceSpec.Unreadable) ? "specification"
        : ReferenceEquals(service.Visibility, Audience.Unreadable) ? "visibility"
        : ReferenceEquals(service.AutoApproval, Audience.Unreadable) ? "automatic approval"
        : ReferenceEquals(service.Proposal, EndpointServiceProposal.Unreadable) ? "proposal"
        : ReferenceEquals(service.Tags, UnreadableTags.Value) ? "tags"
        : null;

    /// <exception cref="UnreadableException">This version cannot read all of it, so nothing may be changed.</exception>
    public static EndpointService RequireReadable(this EndpointService service) =>
        service.Unreadable() is { } part ? throw new UnreadableException("the service", part) : service;
}
