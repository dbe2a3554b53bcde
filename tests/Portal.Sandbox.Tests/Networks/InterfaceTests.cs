using Amazon.EC2.Model;

namespace Portal.Sandbox.Tests.Networks;

/// <summary>Interfaces that AWS made for endpoints and load balancers are nobody's to take, and an instance's first stays where it is.</summary>
public sealed class InterfaceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_interface_of_an_endpoint_is_refused_to_everybody_who_would_delete_detach_attach_or_change_it()
    {
        await using var scene = await Scene.StartAsync();
        var card = await EndpointInterfaceAsync(scene);
        Assert.True(card.RequesterManaged);
        var id = card.NetworkInterfaceId;
        var instance = (await scene.Consumer.RunInstancesAsync(
            new RunInstancesRequest { ImageId = "ami-0abcdef1234567890", MinCount = 1, MaxCount = 1, SubnetId = scene.Subnet("app-az1") },
            Cancel)).Reservation.Instances.Single();

        var delete = await Refused.AsAsync(
            "InvalidParameterValue", () => scene.Consumer.DeleteNetworkInterfaceAsync(new DeleteNetworkInterfaceRequest { NetworkInterfaceId = id }, Cancel));
        var detach = await Refused.AsAsync(
            "OperationNotPermitted", () => scene.Consumer.DetachNetworkInterfaceAsync(
                new DetachNetworkInterfaceRequest { AttachmentId = card.Attachment.AttachmentId, Force = true }, Cancel));
        var attach = await Refused.AsAsync(
            "InvalidNetworkInterface.InUse",
            () => scene.Consumer.AttachNetworkInterfaceAsync(new() { NetworkInterfaceId = id, InstanceId = instance.InstanceId, DeviceIndex = 1 }, Cancel));
        var modify = await Refused.AsAsync(
            "AuthFailure", () => scene.Consumer.ModifyNetworkInterfaceAttributeAsync(
                new() { NetworkInterfaceId = id, Groups = [.. card.Groups.Select(group => group.GroupId)] }, Cancel));
        var assign = await Refused.AsAsync(
            "AuthFailure", () => scene.Consumer.AssignPrivateIpAddressesAsync(new() { NetworkInterfaceId = id, SecondaryPrivateIpAddressCount = 1 }, Cancel));

        Assert.Equal($"Network interface '{id}' is currently in use.", delete.Message);
        Assert.Equal("You are not allowed to manage 'ela-attach' attachments.", detach.Message);
        Assert.Equal($"Interface: [{id}] in use.", attach.Message);
        Assert.Equal(("You do not have permission to access the specified resource.", modify.Message), (modify.Message, assign.Message));
        Assert.All([delete, detach, attach, modify, assign], refusal => Assert.Equal(400, (int)refusal.StatusCode));
        Assert.Equal(id, (await EndpointInterfaceAsync(scene, card.Description)).NetworkInterfaceId);
    }

    [Fact]
    public async Task The_subnet_and_the_group_that_an_endpoints_interface_uses_are_not_deleted_and_it_can_be_tagged()
    {
        await using var scene = await Scene.StartAsync();
        var card = await EndpointInterfaceAsync(scene);

        await Refused.AsAsync("DependencyViolation", () => scene.Consumer.DeleteSubnetAsync(new DeleteSubnetRequest(card.SubnetId), Cancel));
        await Refused.AsAsync(
            "DependencyViolation",
            () => scene.Consumer.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = card.Groups.Single().GroupId }, Cancel));
        await scene.Consumer.CreateTagsAsync(new() { Resources = [card.NetworkInterfaceId], Tags = [new("cost", "payments")] }, Cancel);

        Assert.Equal("payments", (await EndpointInterfaceAsync(scene, card.Description)).TagSet.Single(tag => tag.Key == "cost").Value);
    }

    [Fact]
    public async Task An_interface_of_another_account_does_not_exist_for_the_caller()
    {
        await using var scene = await Scene.StartAsync();
        var card = await EndpointInterfaceAsync(scene);

        await Refused.AsAsync(
            "InvalidNetworkInterfaceID.NotFound",
            () => scene.Provider.DeleteNetworkInterfaceAsync(new DeleteNetworkInterfaceRequest { NetworkInterfaceId = card.NetworkInterfaceId }, Cancel));
        await Refused.AsAsync(
            "InvalidAttachmentID.NotFound",
            () => scene.Provider.DetachNetworkInterfaceAsync(new DetachNetworkInterfaceRequest { AttachmentId = card.Attachment.AttachmentId }, Cancel));
        await Refused.AsAsync(
            "InvalidNetworkInterfaceID.NotFound",
            () => scene.Provider.ModifyNetworkInterfaceAttributeAsync(new() { NetworkInterfaceId = card.NetworkInterfaceId, Description = "mine" }, Cancel));
    }

    [Fact]
    public async Task The_first_interface_of_an_instance_stays_and_its_groups_and_description_can_be_changed()
    {
        await using var scene = await Scene.StartAsync();
        var instance = scene.ProviderVpc.Instances[0].InstanceId;
        var card = await OwnAsync();
        var group = scene.ProviderVpc.SecurityGroups.First(candidate => card.Groups.All(one => one.GroupId != candidate.GroupId)).GroupId;

        var detach = await Refused.AsAsync(
            "OperationNotPermitted",
            () => scene.Provider.DetachNetworkInterfaceAsync(new DetachNetworkInterfaceRequest { AttachmentId = card.Attachment.AttachmentId }, Cancel));
        await Refused.AsAsync(
            "InvalidParameterValue",
            () => scene.Provider.DeleteNetworkInterfaceAsync(new DeleteNetworkInterfaceRequest { NetworkInterfaceId = card.NetworkInterfaceId }, Cancel));
        await scene.Provider.ModifyNetworkInterfaceAttributeAsync(new() { NetworkInterfaceId = card.NetworkInterfaceId, Groups = [group] }, Cancel);
        await scene.Provider.ModifyNetworkInterfaceAttributeAsync(new() { NetworkInterfaceId = card.NetworkInterfaceId, Description = "mine" }, Cancel);
        await Refused.AsAsync(
            "InvalidParameterCombination", () => scene.Provider.ModifyNetworkInterfaceAttributeAsync(
                new() { NetworkInterfaceId = card.NetworkInterfaceId, Groups = [group], Description = "both" }, Cancel));
        await Refused.AsAsync("InvalidGroup.NotFound", () => scene.Provider.ModifyNetworkInterfaceAttributeAsync(
            new() { NetworkInterfaceId = card.NetworkInterfaceId, Groups = [scene.ConsumerVpc.SecurityGroups[0].GroupId] }, Cancel));

        Assert.Equal("The network interface at device index 0 and networkCard index 0 cannot be detached.", detach.Message);
        var changed = await OwnAsync();
        Assert.Equal(("mine", group), (changed.Description, Assert.Single(changed.Groups).GroupId));
        var seen = (await scene.Provider.DescribeInstancesAsync(
            new DescribeInstancesRequest { InstanceIds = [instance] }, Cancel)).Reservations.Single().Instances.Single();
        Assert.Equal(group, Assert.Single(seen.SecurityGroups).GroupId);

        async Task<NetworkInterface> OwnAsync() =>
            (await scene.Provider.DescribeNetworkInterfacesAsync(
                new DescribeNetworkInterfacesRequest { Filters = [new("attachment.instance-id", [instance])] }, Cancel)).NetworkInterfaces.Single();
    }

    /// <summary>The one interface of the consumer's only endpoint, which is made if there is none yet.</summary>
    private static async Task<NetworkInterface> EndpointInterfaceAsync(Scene scene, string? description = null)
    {
        if (description is null)
        {
            var wish = scene.Wish(await scene.PublishAsync(), "app-az1");
            wish.SecurityGroupIds = [scene.ConsumerVpc.SecurityGroups.Single(group => group.Name == "web").GroupId];
            await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel);
        }

        return (await scene.Consumer.DescribeNetworkInterfacesAsync(
            new DescribeNetworkInterfacesRequest { Filters = [new("interface-type", ["vpc_endpoint"])] }, Cancel)).NetworkInterfaces.Single();
    }
}
