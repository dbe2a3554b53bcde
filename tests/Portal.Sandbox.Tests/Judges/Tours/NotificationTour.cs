using Amazon.EC2;
using Amazon.EC2.Model;

namespace Portal.Sandbox.Tests.Judges.Tours;

/// <summary>Who is told of a service's connections, and who pays for them.</summary>
internal sealed class NotificationTour(TestSandbox sandbox)
{
    private const string Topic = "arn:aws:sns:us-east-1:210000000001:connections";
    private const string Nobody = "vpce-nfn-0aaaaaaaaaaaaaaaa";
    private readonly AmazonEC2Client _provider = sandbox.Ec2("payments-prod");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task TakeAsync()
    {
        var balancer = sandbox.PutLoadBalancer("payments-prod", sandbox.Account("payments-prod").Vpc("payments-core"));
        var service =
            (await _provider.CreateVpcEndpointServiceConfigurationAsync(new() { NetworkLoadBalancerArns = [balancer] }, Cancel)).ServiceConfiguration.ServiceId;
        var wish = new CreateVpcEndpointConnectionNotificationRequest
        {
            ServiceId = service,
            ConnectionNotificationArn = Topic,
            ConnectionEvents = ["Connect", "Accept"],
            ClientToken = "tour",
        };
        var made = (await _provider.CreateVpcEndpointConnectionNotificationAsync(wish, Cancel)).ConnectionNotification;
        Assert.Equal(
            made.ConnectionNotificationId,
            (await _provider.CreateVpcEndpointConnectionNotificationAsync(wish, Cancel)).ConnectionNotification.ConnectionNotificationId);
        wish.ConnectionEvents = ["Sneeze"];
        await Refused.AsAsync("InvalidParameter", () => _provider.CreateVpcEndpointConnectionNotificationAsync(wish, Cancel));
        await _provider.ModifyVpcEndpointConnectionNotificationAsync(
            new() { ConnectionNotificationId = made.ConnectionNotificationId, ConnectionEvents = ["Delete"] }, Cancel);
        await Refused.AsAsync(
            "InvalidConnectionNotification", () => _provider.ModifyVpcEndpointConnectionNotificationAsync(new() { ConnectionNotificationId = Nobody }, Cancel));
        var seen = (await _provider.DescribeVpcEndpointConnectionNotificationsAsync(
            new() { Filters = [new("service-id", [service])] }, Cancel)).ConnectionNotificationSet.Single();
        Assert.Equal(["Delete", Topic], seen.ConnectionEvents.Append(seen.ConnectionNotificationArn));
        await Refused.AsAsync(
            "InvalidConnectionNotification",
            () => _provider.DescribeVpcEndpointConnectionNotificationsAsync(new() { ConnectionNotificationId = Nobody }, Cancel));
        var unsuccessful = (await _provider.DeleteVpcEndpointConnectionNotificationsAsync(
            new() { ConnectionNotificationIds = [made.ConnectionNotificationId, Nobody] }, Cancel)).Unsuccessful;
        Assert.Equal(Nobody, Assert.Single(unsuccessful).ResourceId);
        await Refused.AsAsync(
            "InvalidConnectionNotification",
            () => _provider.DeleteVpcEndpointConnectionNotificationsAsync(new() { ConnectionNotificationIds = ["x"] }, Cancel));

        await _provider.ModifyVpcEndpointServicePayerResponsibilityAsync(
            new() { ServiceId = service, PayerResponsibility = PayerResponsibility.ServiceOwner }, Cancel);
        await Refused.AsAsync(
            "InvalidParameterValue",
            () => _provider.ModifyVpcEndpointServicePayerResponsibilityAsync(new() { ServiceId = service, PayerResponsibility = "Nobody" }, Cancel));
        Assert.Equal(
            PayerResponsibility.ServiceOwner, (await _provider.DescribeVpcEndpointServiceConfigurationsAsync(
                new() { ServiceIds = [service] }, Cancel)).ServiceConfigurations.Single().PayerResponsibility);
    }
}
