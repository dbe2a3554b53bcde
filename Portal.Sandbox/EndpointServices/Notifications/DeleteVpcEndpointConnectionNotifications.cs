using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.EndpointServices.Notifications;

/// <summary>Deletes notifications; those that do not exist are listed in a reply of 200.</summary>
internal sealed class DeleteVpcEndpointConnectionNotifications : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var ids = call.Parameters.RequiredTexts("ConnectionNotificationId").Select(IdKind.ConnectionNotification.Check).Distinct().ToList();
        call.EndDryRun();
        reply.Unsuccessful(ids.Select(id => Delete(call, id)).OfType<UnsuccessfulItem>().ToList());
    }

    private static UnsuccessfulItem? Delete(Call call, string id)
    {
        if (!call.Store.ConnectionNotifications.TryFind(id, out var found) || !call.Owns(found, found.Region))
        {
            return new(id, IdKind.ConnectionNotification.NotFoundCode, IdKind.ConnectionNotification.NotFoundMessage(id));
        }

        call.Store.ConnectionNotifications.Delete(id);
        call.Touched(id);
        return null;
    }
}
