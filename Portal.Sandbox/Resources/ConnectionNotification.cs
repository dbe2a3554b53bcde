using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>A topic that is told what happens to the connections of a service, or to one endpoint. The simulated AWS keeps it and sends nothing.</summary>
[Table("connectionNotifications")]
internal sealed record ConnectionNotification(
    string Id, string OwnerId, string Region, string? ServiceId, string? EndpointId, string TopicArn, IReadOnlyList<string> Events) : IEntity
{
    public const string Enabled = "Enabled";
    public const string Topic = "Topic";

    public DateTimeOffset? GoneAt => null;

    public bool IsThere(Store store) =>
        ServiceId is { } service ? store.EndpointServices.Find(service) is not null : store.Endpoints.Find(EndpointId!) is not null;
}
