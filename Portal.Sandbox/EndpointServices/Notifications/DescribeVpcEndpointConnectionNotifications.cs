using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.EndpointServices.Notifications;

/// <summary>Lists the caller's notifications: all, or the one of an id.</summary>
internal sealed class DescribeVpcEndpointConnectionNotifications : Listing<ConnectionNotification>
{
    protected override string ListName => "connectionNotificationSet";

    protected override int SmallestPage => 1;

    protected override bool ClipsPages => true;

    protected override FilterSet<ConnectionNotification> Filters { get; } = new FilterSet<ConnectionNotification>()
        .On("connection-notification-id", (_, row) => row.Id)
        .On("connection-notification-arn", (_, row) => row.TopicArn)
        .On("connection-notification-state", (_, _) => ConnectionNotification.Enabled)
        .On("connection-notification-type", (_, _) => ConnectionNotification.Topic)
        .On("service-id", (_, row) => row.ServiceId)
        .On("vpc-endpoint-id", (_, row) => row.EndpointId);

    protected override IEnumerable<ConnectionNotification> Visible(Call call) => call.Parameters.Text("ConnectionNotificationId") is { Length: > 0 } id
        ? [call.OwnNotification(id)]
        : call.Store.ConnectionNotifications.OwnedBy(call.AccountId).Where(row => row.Region == call.Region && row.IsThere(call.Store));

    protected override void Write(Call call, ReplyWriter reply, ConnectionNotification row) => row.Write(reply);
}
