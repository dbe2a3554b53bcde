using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.EndpointServices.Notifications;

/// <summary>Has a topic told what happens to the connections of a service, or to one endpoint.</summary>
internal sealed class CreateVpcEndpointConnectionNotification : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var parameters = call.Parameters;
        var token = parameters.Text("ClientToken");
        var (serviceId, endpointId) = (parameters.Text("ServiceId"), parameters.Text("VpcEndpointId"));
        var topic = NotificationParameters.TopicArn(parameters.Required("ConnectionNotificationArn"));
        var events = NotificationParameters.Events(parameters.RequiredTexts("ConnectionEvents"));
        call.EndDryRun();
        var made = ReplayToken.Original(call, token, call.Store.ConnectionNotifications, gone => gone) ?? Create(call, serviceId, endpointId, topic, events);
        ReplayToken.Keep(call, token, made);
        reply.Structure("connectionNotification", () => made.Write(reply));
        reply.Text("clientToken", token);
    }

    private static ConnectionNotification Create(Call call, string? serviceId, string? endpointId, string topic, IReadOnlyList<string> events)
    {
        if (string.IsNullOrEmpty(serviceId) == string.IsNullOrEmpty(endpointId))
        {
            throw new AwsError("InvalidParameterCombination", "Exactly one of ServiceId and VpcEndpointId must be specified");
        }

        if (!string.IsNullOrEmpty(serviceId))
        {
            ServiceAccess.OwnLive(call, serviceId);
        }
        else if (!call.Store.Endpoints.TryFind(IdKind.VpcEndpoint.Check(endpointId!), out var endpoint) || !call.Owns(endpoint, endpoint.Region))
        {
            throw IdKind.VpcEndpoint.NotFound(endpointId!);
        }

        var made = new ConnectionNotification(
            AwsIds.New(IdKind.ConnectionNotification.Prefix), call.AccountId, call.Region,
            string.IsNullOrEmpty(serviceId) ? null : serviceId, string.IsNullOrEmpty(endpointId) ? null : endpointId, topic, events);
        call.Store.ConnectionNotifications.Put(made);
        call.Touched(made.Id);
        return made;
    }
}
