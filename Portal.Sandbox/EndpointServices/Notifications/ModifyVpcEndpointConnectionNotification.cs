using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.EndpointServices.Notifications;

/// <summary>Changes which topic is told, or of what.</summary>
internal sealed class ModifyVpcEndpointConnectionNotification : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("ConnectionNotificationId");
        var topic = call.Parameters.Text("ConnectionNotificationArn");
        var events = NotificationParameters.Events(call.Parameters.Texts("ConnectionEvents"));
        call.EndDryRun();
        var notification = call.OwnNotification(id);
        call.Store.ConnectionNotifications.Put(notification with
        {
            TopicArn = string.IsNullOrEmpty(topic) ? notification.TopicArn : NotificationParameters.TopicArn(topic),
            Events = events.Count == 0 ? notification.Events : events,
        });
        call.Touched(id);
        reply.Flag("return", true);
    }
}
