using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>Tells by the portal's tags whose an endpoint is that is to be taken over.</summary>
public static class EndpointOwner
{
    /// <param name="connectionId">The connection that takes it over; none while it is only asked for.</param>
    public static TagOwner Of(IReadOnlyDictionary<string, string> tags, Guid installationId, Guid? connectionId) =>
        !tags.Keys.Any(PortalTags.IsOwn) ? TagOwner.Nobody
        : connectionId is { } own && tags.GetValueOrDefault(PortalTags.Installation) == installationId.ToString()
            && tags.GetValueOrDefault(PortalTags.Connection) == own.ToString() ? TagOwner.ThisConnection
        : TagOwner.Other;
}
