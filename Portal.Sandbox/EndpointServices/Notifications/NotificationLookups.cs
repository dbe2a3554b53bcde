using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.EndpointServices.Notifications;

/// <summary>Finds a connection notification, and shows it as EC2 does.</summary>
internal static class NotificationLookups
{
    /// <summary>One of the caller's, whose service or endpoint still exists.</summary>
    public static ConnectionNotification OwnNotification(this Call call, string id) =>
        call.Store.ConnectionNotifications.TryFind(IdKind.ConnectionNotification.Check(id), out var found) && call.Owns(found, found.Region)
            && found.IsThere(call.Store)
            ? found
            : throw IdKind.ConnectionNotification.NotFound(id);

    public static void Write(this ConnectionNotification notification, ReplyWriter reply)
    {
        reply.Text("connectionNotificationId", notification.Id);
        reply.Text("serviceId", notification.ServiceId);
        reply.Text("vpcEndpointId", notification.EndpointId);
        reply.Text("connectionNotificationType", ConnectionNotification.Topic);
        reply.Text("connectionNotificationArn", notification.TopicArn);
        reply.Texts("connectionEvents", notification.Events);
        reply.Text("connectionNotificationState", ConnectionNotification.Enabled);
    }
}
