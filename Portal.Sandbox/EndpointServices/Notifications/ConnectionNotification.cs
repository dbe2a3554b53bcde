using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.EndpointServices.Notifications;

/// <summary>A topic that is told what happens to the connections of a service, or to one endpoint. The simulated AWS keeps it and sends nothing.</summary>
internal sealed record ConnectionNotification(string Id, string OwnerId, string Region, string? ServiceId, string? EndpointId, string TopicArn, IReadOnlyList<string> Events) : IEntity
{
    public const string Enabled = "Enabled";
    public const string Topic = "Topic";

    public DateTimeOffset? GoneAt => null;

    /// <summary>One of the caller's, whose service or endpoint still exists.</summary>
    public static ConnectionNotification Own(Call call, string id) =>
        call.Store.ConnectionNotifications.TryFind(IdKind.ConnectionNotification.Check(id), out var found) && call.Owns(found, found.Region) && found.IsThere(call.Store)
            ? found
            : throw IdKind.ConnectionNotification.NotFound(id);

    public bool IsThere(Store store) => ServiceId is { } service ? store.EndpointServices.Find(service) is not null : store.Endpoints.Find(EndpointId!) is not null;

    public void Write(ReplyWriter reply)
    {
        reply.Text("connectionNotificationId", Id);
        reply.Text("serviceId", ServiceId);
        reply.Text("vpcEndpointId", EndpointId);
        reply.Text("connectionNotificationType", Topic);
        reply.Text("connectionNotificationArn", TopicArn);
        reply.Texts("connectionEvents", Events);
        reply.Text("connectionNotificationState", Enabled);
    }
}
