using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Sandbox;

namespace Portal.Infrastructure.Tests.Aws.Sandbox;

public sealed class EndpointStepTests
{
    [Fact]
    public async Task An_endpoint_waits_for_acceptance_with_an_interface_a_zone_and_private_DNS_off()
    {
        await using var world = await SandboxWorld.StartAsync();
        var service = await world.PublishAsync();

        var endpoint = await world.FindAsync(await world.EndpointAsync(service.ServiceName));

        Assert.Equal((VpcEndpointState.PendingAcceptance, "PendingAcceptance", false), (endpoint.State, endpoint.StateText, endpoint.PrivateDnsEnabled));
        Assert.Equal((world.Storefront.VpcId, service.ServiceName), (endpoint.VpcId, endpoint.ServiceName));
        Assert.Equal([world.Storefront.SecurityGroups[1].GroupId], endpoint.SecurityGroupIds);
        Assert.Equal(
            world.Storefront.Subnets.Take(2).Select(subnet => (subnet.ZoneId, subnet.SubnetId)).Order(),
            endpoint.NetworkInterfaces.Select(one => (one.ZoneId, one.SubnetId)).Order());
        Assert.All(endpoint.NetworkInterfaces, one => Assert.StartsWith("10.20.", one.PrivateIp, StringComparison.Ordinal));
        Assert.StartsWith(endpoint.VpcEndpointId, endpoint.DnsNames[0], StringComparison.Ordinal);
        Assert.NotNull(endpoint.CreatedAt);
        Assert.Null(endpoint.LastError);
        Assert.Equal("Interface", (await world.LedgerAsync("CreateVpcEndpoint"))[0].GetProperty("parameters").GetProperty("VpcEndpointType").GetString());
    }

    [Fact]
    public async Task The_same_request_again_gives_the_same_endpoint_and_no_second_one()
    {
        await using var world = await SandboxWorld.StartAsync();
        var service = await world.PublishAsync();
        var request = world.Of(world.EndpointCall(service.ServiceName), Guid.CreateVersion7());

        var first = await world.SendAsync(request);
        var again = await world.SendAsync(request);

        Assert.Equal(first.ResultId, again.ResultId);
        Assert.Equal(first.ResultId, Assert.Single(await ByConnectionAsync(world)).VpcEndpointId);
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task A_call_without_an_answer_is_sent_again_under_its_token_and_makes_one_endpoint(string when)
    {
        await using var world = await SandboxWorld.StartAsync(mutationTimeout: TimeSpan.FromSeconds(1));
        var service = await world.PublishAsync();
        await ByConnectionAsync(world);
        var request = world.Of(world.EndpointCall(service.ServiceName), Guid.CreateVersion7());
        var hold = await world.HoldAsync("CreateVpcEndpoint", when);

        var unanswered = await Assert.ThrowsAsync<AwsCallException>(() => world.SendAsync(request));
        await SandboxWorld.ReleaseAsync(hold);
        var again = await world.SendAsync(request);

        Assert.Equal((RetryClass.Transient, false, true), (unanswered.Failure.Class, unanswered.Failure.OutcomeKnown, unanswered.WasSent));
        Assert.Equal(again.ResultId, Assert.Single(await ByConnectionAsync(world)).VpcEndpointId);
    }

    [Fact]
    public async Task An_endpoint_is_found_by_the_installation_and_the_connection_that_its_tags_name()
    {
        await using var world = await SandboxWorld.StartAsync();
        var service = await world.PublishAsync();
        var id = await world.EndpointAsync(service.ServiceName);

        var listed = Assert.Single(
            await world.Endpoints.FindByConnectionsAsync(world.ConsumerScope, world.Installation, [world.ConnectionId], SandboxWorld.Cancellation));

        Assert.Equal((world.ConnectionId, id), (listed.ConnectionId, listed.Endpoint.VpcEndpointId));
        Assert.Empty(await world.Endpoints.FindByConnectionsAsync(world.ConsumerScope, Guid.CreateVersion7(), [world.ConnectionId], SandboxWorld.Cancellation));
        Assert.Empty(await world.Endpoints.FindByConnectionAsync(world.ConsumerScope, world.Installation, Guid.CreateVersion7(), SandboxWorld.Cancellation));
        Assert.Empty(await world.Endpoints.FindByIdAsync(world.ProviderScope, id, SandboxWorld.Cancellation));
    }

    [Fact]
    public async Task Many_endpoints_take_one_call_a_kind()
    {
        await using var world = await SandboxWorld.StartAsync();
        var service = await world.PublishAsync();
        await world.EndpointAsync(service.ServiceName);
        await world.EndpointAsync(service.ServiceName);

        var listed = await world.Endpoints.FindByConnectionsAsync(world.ConsumerScope, world.Installation, [world.ConnectionId], SandboxWorld.Cancellation);

        Assert.Equal([2, 2], listed.Select(one => one.Endpoint.NetworkInterfaces.Count));
        Assert.Single(await world.LedgerAsync("DescribeVpcEndpoints"));
        Assert.Single(await world.LedgerAsync("DescribeNetworkInterfaces"));
    }

    [Fact]
    public async Task A_fixed_address_is_the_interfaces_address()
    {
        await using var world = await SandboxWorld.StartAsync();
        var service = await world.PublishAsync();

        var made = await world.SendAsync(world.EndpointCall(service.ServiceName, "10.20.0.77"));
        var taken = await world.RefusedAsync(world.EndpointCall(service.ServiceName, "10.20.0.77"));
        var reserved = await world.RefusedAsync(world.EndpointCall(service.ServiceName, "10.20.0.2"));
        var outside = await world.RefusedAsync(world.EndpointCall(service.ServiceName, "10.20.9.2"));

        var interfaces = (await world.FindAsync(made.ResultId!)).NetworkInterfaces;
        Assert.Equal(2, interfaces.Count);
        Assert.Equal("10.20.0.77", interfaces.Single(one => one.SubnetId == world.Storefront.Subnets[0].SubnetId).PrivateIp);
        Assert.Equal("InvalidIPAddress.InUse", taken.Code);
        Assert.Equal(["A chosen address is one that AWS keeps for itself", "A chosen address lies outside of its subnet"], [reserved.Cause, outside.Cause]);
    }

    [Fact]
    public async Task An_account_that_is_not_allowed_knows_no_such_service()
    {
        await using var world = await SandboxWorld.StartAsync();
        var service = await world.PublishAsync();
        await world.SendAsync(new DisallowPrincipalCall(service.ServiceId, world.ConsumerArn));

        var refused = await world.RefusedAsync(world.EndpointCall(service.ServiceName));

        Assert.Equal(("InvalidServiceName", RetryClass.UserFix, Party.Provider, true), (refused.Code, refused.Class, refused.Owner, refused.OutcomeKnown));
    }

    [Fact]
    public async Task Subnets_that_AWS_cannot_serve_are_the_consumers_to_change()
    {
        await using var world = await SandboxWorld.StartAsync();
        var service = await world.PublishAsync();
        var call = world.EndpointCall(service.ServiceName);

        var sameZone = await world.RefusedAsync(call with { Subnets = [new(world.Storefront.Subnets[0].SubnetId), new(world.Storefront.Subnets[3].SubnetId)] });
        var otherZone = await world.RefusedAsync(call with { Subnets = [new(world.Storefront.Subnets[2].SubnetId)] });

        Assert.Equal(("DuplicateSubnetsInSameZone", Party.Consumer), (sameZone.Code, sameZone.Owner));
        Assert.Equal(
            ($"The service is not offered in the Availability Zone of {world.Storefront.Subnets[2].SubnetId}", Party.Consumer),
            (otherZone.Cause, otherZone.Owner));
    }

    [Fact]
    public async Task Subnets_and_security_groups_are_changed_as_the_call_says()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (_, id) = await AcceptedAsync(world);
        var groups = world.Storefront.SecurityGroups;
        var call = new ModifyEndpointCall(id, [], [world.Storefront.Subnets[1].SubnetId], [groups[2].GroupId], [groups[1].GroupId]);

        await world.SendAsync(call);

        var endpoint = await world.FindAsync(id);
        Assert.Equal([world.Storefront.Subnets[0].SubnetId], endpoint.SubnetIds);
        Assert.Equal([groups[2].GroupId], endpoint.SecurityGroupIds);
        Assert.Single(endpoint.NetworkInterfaces);
        await world.SendAsync(new ModifyEndpointCall(id, [world.Storefront.Subnets[1].SubnetId], [], [], []));
        Assert.Equal(2, (await world.FindAsync(id)).NetworkInterfaces.Count);
    }

    [Fact]
    public async Task A_change_during_a_change_is_busy()
    {
        await using var world = await SandboxWorld.StartAsync(new SandboxDelays { EndpointModifying = TimeSpan.FromHours(1) });
        var (_, id) = await AcceptedAsync(world);
        var groups = world.Storefront.SecurityGroups;
        await world.SendAsync(new ModifyEndpointCall(id, [], [], [groups[2].GroupId], []));

        var refused = await world.RefusedAsync(new ModifyEndpointCall(id, [], [], [], [groups[2].GroupId]));

        Assert.Equal(("OperationInProgress", RetryClass.Busy, true), (refused.Code, refused.Class, refused.OutcomeKnown));
    }

    [Fact]
    public async Task A_change_of_an_endpoint_that_AWS_still_connects_is_busy()
    {
        await using var world = await SandboxWorld.StartAsync(new SandboxDelays { EndpointPending = TimeSpan.FromHours(1) });
        var (_, id) = await AcceptedAsync(world);
        Assert.Equal(VpcEndpointState.Pending, (await world.FindAsync(id)).State);

        var refused = await world.RefusedAsync(new SetPrivateDnsCall(id, true));

        Assert.Equal(("InvalidParameter", RetryClass.Busy), (refused.Code, refused.Class));
    }

    [Fact]
    public async Task Private_DNS_goes_on_and_off_once_the_name_is_proved_and_not_before()
    {
        await using var world = await SandboxWorld.StartAsync();
        var service = await world.PublishAsync("api.payments.example.com");
        var id = await world.EndpointAsync(service.ServiceName);
        await world.SendAsync(new AcceptConnectionCall(service.ServiceId, id));
        var early = await world.RefusedAsync(new SetPrivateDnsCall(id, true));
        await EndpointServiceStepTests.VerifyAsync(world, service);

        await world.SendAsync(new SetPrivateDnsCall(id, true));
        await world.SendAsync(new SetPrivateDnsCall(id, true));
        var on = await world.FindAsync(id);
        await world.SendAsync(new SetPrivateDnsCall(id, false));
        await world.SendAsync(new SetPrivateDnsCall(id, false));

        Assert.Equal((RetryClass.UserFix, Party.Provider), (early.Class, early.Owner));
        Assert.True(on.PrivateDnsEnabled);
        Assert.Contains("api.payments.example.com", on.DnsNames);
        Assert.False((await world.FindAsync(id)).PrivateDnsEnabled);
    }

    [Fact]
    public async Task A_service_without_a_private_name_cannot_give_one()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (_, id) = await AcceptedAsync(world);

        var refused = await world.RefusedAsync(new SetPrivateDnsCall(id, true));

        Assert.Equal(("The service has no private DNS name", Party.Consumer), (refused.Cause, refused.Owner));
    }

    [Fact]
    public async Task An_endpoint_that_AWS_is_deleting_says_so_and_deleting_it_again_is_no_error()
    {
        await using var world = await SandboxWorld.StartAsync(new SandboxDelays { EndpointDeleting = TimeSpan.FromHours(1) });
        var service = await world.PublishAsync();
        var id = await world.EndpointAsync(service.ServiceName);

        await world.SendAsync(new DeleteEndpointCall(id));
        await world.SendAsync(new DeleteEndpointCall(id));

        Assert.Equal(VpcEndpointState.Deleting, (await world.FindAsync(id)).State);
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_is_not_found_and_deleting_it_is_no_error()
    {
        await using var world = await SandboxWorld.StartAsync();
        var service = await world.PublishAsync();
        var id = await world.EndpointAsync(service.ServiceName);
        await world.SendAsync(new DeleteEndpointCall(id));

        var again = await world.SendAsync(new DeleteEndpointCall(id));

        Assert.NotNull(again.AwsRequestId);
        Assert.Empty(await world.Endpoints.FindByIdAsync(world.ConsumerScope, id, SandboxWorld.Cancellation));
        Assert.Empty(await ByConnectionAsync(world));
    }

    private static async Task<(Domain.EndpointServices.ObservedServiceConfiguration Service, string EndpointId)> AcceptedAsync(SandboxWorld world)
    {
        var service = await world.PublishAsync();
        var id = await world.EndpointAsync(service.ServiceName);
        await world.SendAsync(new AcceptConnectionCall(service.ServiceId, id));
        return (service, id);
    }

    private static Task<IReadOnlyList<ObservedEndpoint>> ByConnectionAsync(SandboxWorld world) =>
        world.Endpoints.FindByConnectionAsync(world.ConsumerScope, world.Installation, world.ConnectionId, SandboxWorld.Cancellation);
}
