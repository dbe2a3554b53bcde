using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>A worker dies at a boundary, its lease runs out, another one finishes; then the dead one's late call and late words arrive.</summary>
public sealed class BoundaryTests(PortalCluster cluster) : Engine(cluster)
{
    private static readonly TimeSpan LeaseIsOver = WorkTable.Lease + TimeSpan.FromSeconds(1);

    public static TheoryData<Boundary> Boundaries => [.. Enum.GetValues<Boundary>()];

    [Theory]
    [MemberData(nameof(Boundaries))]
    public async Task One_endpoint_stands_whenever_the_worker_that_creates_it_dies(Boundary boundary)
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.Portal.RunAsync(SubjectKind.Service, service, Cancel);

        await using var death = await Death.AtAsync(world, SubjectKind.Connection, id, boundary, "CreateVpcEndpoint", "DescribeVpcEndpoints");
        await world.PassAsync(LeaseIsOver, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        await death.WakeAsync();
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        var endpoint = Assert.Single((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints);
        Assert.Equal((await world.ConnectionAsync(id, Cancel)).VpcEndpointId, endpoint.VpcEndpointId);
        var operation = Assert.Single(await world.OperationsAsync(id, Cancel), row => row.StepKey == "endpoint.create");
        Assert.Equal((OperationOutcome.Succeeded, endpoint.VpcEndpointId), (operation.Outcome, operation.ResultId));
        await AssertSameEachTimeAsync(world, "CreateVpcEndpoint", operation.Id, times: boundary == Boundary.BeforeTheCall ? 2 : 1);
        await AssertBooksBalanceAsync(world);
    }

    [Theory]
    [MemberData(nameof(Boundaries))]
    public async Task The_principal_is_allowed_once_whenever_the_worker_that_allows_it_dies(Boundary boundary)
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);

        await using var death = await Death.AtAsync(
            world, SubjectKind.Service, service, boundary, "ModifyVpcEndpointServicePermissions", "DescribeVpcEndpointServicePermissions");
        await world.PassAsync(LeaseIsOver, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        await death.WakeAsync();
        await world.SettleAsync(Cancel);
        var aws = (await world.ServiceAsync(service, Cancel)).AwsServiceId;
        var allowed = await world.Ec2("payments-prod")
            .DescribeVpcEndpointServicePermissionsAsync(new DescribeVpcEndpointServicePermissionsRequest { ServiceId = aws }, Cancel);
        Assert.Single(allowed.AllowedPrincipals);
        var operation = Assert.Single(
            await world.OperationsAsync(service, Cancel), row => row.StepKey.StartsWith("principal.allow/", StringComparison.Ordinal));
        Assert.Equal(OperationOutcome.Succeeded, operation.Outcome);
        await AssertBooksBalanceAsync(world);
    }

    [Theory]
    [MemberData(nameof(Boundaries))]
    public async Task Changed_tags_stand_whenever_the_worker_that_sets_them_dies(Boundary boundary)
    {
        await using var world = await StartAsync();
        var id = await world.ConnectedAsync(await world.PublishedAsync(Cancel), Cancel);
        var tags = new Dictionary<string, string?> { ["CostCentre"] = "4711" };
        await world.Get<ConnectionCommands>().DescribeAsync(world.Cast.Chen, id, null, new(null, tags, null), Cancel);

        await using var death = await Death.AtAsync(world, SubjectKind.Connection, id, boundary, "CreateTags", "DescribeVpcEndpoints");
        await world.PassAsync(LeaseIsOver, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal("4711", (await TagsInAws.OfEndpointAsync(world, id, Cancel))["CostCentre"]);

        await world.Get<ConnectionCommands>().DescribeAsync(world.Cast.Chen, id, null, new(null, new Dictionary<string, string?>(), null), Cancel);
        await world.RunDueAsync(Cancel);
        await death.WakeAsync();
        await world.WatchAsync(TimeSpan.FromMinutes(20), Cancel);
        await world.SettleAsync(Cancel);

        Assert.DoesNotContain("CostCentre", (await TagsInAws.OfEndpointAsync(world, id, Cancel)).Keys);
        Assert.Equal(SyncState.InSync, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Sync);
        await AssertBooksBalanceAsync(world);
    }

    [Theory]
    [MemberData(nameof(Boundaries))]
    public async Task A_changed_service_stands_whenever_the_worker_that_takes_a_target_out_of_it_dies(Boundary boundary)
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var vpc = world.Seed.Account("payments-prod").Vpc("payments-core");
        var target = new TargetInput("ip", vpc.Instances[2].PrivateIp, null, null);
        var change = new ChangeServiceInput(
            Listeners: [new("TCP", 443, new("TCP", 443, new("TCP", null, null, 20), [target]))], SubnetIds: [vpc.Subnets[0].SubnetId, vpc.Subnets[1].SubnetId]);
        await world.Get<ChangeServiceCommands>().ChangeAsync(world.Cast.Priya, service, null, change, Cancel);

        await using var death = await Death.AtAsync(world, SubjectKind.Service, service, boundary, "DeregisterTargets", "DescribeTargetHealth");
        await world.PassAsync(LeaseIsOver, Cancel);
        await world.SettleAsync(Cancel);
        await death.WakeAsync();
        await world.SettleAsync(Cancel);

        var group = Assert.Single((await world.Elb("payments-prod").DescribeTargetGroupsAsync(new(), Cancel)).TargetGroups!);
        var health = await world.Elb("payments-prod").DescribeTargetHealthAsync(new() { TargetGroupArn = group.TargetGroupArn }, Cancel);
        var targets = health.TargetHealthDescriptions!;
        Assert.Equal([target.Id], targets.Where(one => one.TargetHealth!.State?.Value != "draining").Select(one => one.Target!.Id));
        var balancer = Assert.Single((await world.Elb("payments-prod").DescribeLoadBalancersAsync(new(), Cancel)).LoadBalancers!);
        Assert.Equal((2, 20), (balancer.AvailabilityZones!.Count, group.HealthCheckIntervalSeconds));
        Assert.Equal(SyncState.InSync, (await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.Sync);
        await AssertBooksBalanceAsync(world);
    }

    [Theory]
    [MemberData(nameof(Boundaries))]
    public async Task Attributes_stand_whenever_the_worker_that_sets_them_dies(Boundary boundary)
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var change = new ChangeServiceInput(LoadBalancerAttributes: new(CrossZone: true));
        await world.Get<ChangeServiceCommands>().ChangeAsync(world.Cast.Priya, service, null, change, Cancel);

        await using var death = await Death.AtAsync(
            world, SubjectKind.Service, service, boundary, "ModifyLoadBalancerAttributes", "DescribeLoadBalancerAttributes");
        await world.PassAsync(LeaseIsOver, Cancel);
        await world.SettleAsync(Cancel);
        await death.WakeAsync();
        await world.SettleAsync(Cancel);

        var elb = world.Elb("payments-prod");
        var balancer = Assert.Single((await elb.DescribeLoadBalancersAsync(new(), Cancel)).LoadBalancers!).LoadBalancerArn;
        var attributes = (await elb.DescribeLoadBalancerAttributesAsync(new() { LoadBalancerArn = balancer }, Cancel)).Attributes!;
        Assert.Equal("true", attributes.Single(one => one.Key == "load_balancing.cross_zone.enabled").Value);
        Assert.Equal(SyncState.InSync, (await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.Sync);
        await AssertBooksBalanceAsync(world);
    }

    [Theory]
    [MemberData(nameof(Boundaries))]
    public async Task One_load_balancer_stands_whenever_the_worker_that_creates_it_dies(Boundary boundary)
    {
        await using var world = await StartAsync();
        var service = (await world.PublishAsync(Cancel)).Id;

        await using var death = await Death.AtAsync(world, SubjectKind.Service, service, boundary, "CreateLoadBalancer", "DescribeLoadBalancers");
        await world.PassAsync(LeaseIsOver, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(EndpointServiceStage.Available, (await world.ServiceAsync(service, Cancel)).Stage);
        await death.WakeAsync();
        await world.SettleAsync(Cancel);
        var balancer = Assert.Single(
            (await world.Elb("payments-prod").DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest(), Cancel)).LoadBalancers ?? []);
        var operation = Assert.Single(await world.OperationsAsync(service, Cancel), row => row.StepKey == "load-balancer.create");
        Assert.Equal((OperationOutcome.Succeeded, balancer.LoadBalancerArn), (operation.Outcome, operation.ResultId));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_call_that_takes_too_long_is_given_up_and_made_good_with_the_same_token()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.Portal.RunAsync(SubjectKind.Service, service, Cancel);
        var slow = world.AddWorker("slow");
        var hold = await world.Aws.HoldAsync("CreateVpcEndpoint", HoldWhen.After, Cancel);
        var run = slow.RunAsync(SubjectKind.Connection, id, Cancel);
        await hold.CaughtAsync(Cancel);

        slow.Clock.Advance(TimeSpan.FromSeconds(11));
        await run.WaitAsync(TimeSpan.FromSeconds(60), Cancel);

        var operation = Assert.Single(await world.OperationsAsync(id, Cancel));
        Assert.Equal(OperationOutcome.Open, operation.Outcome);
        Assert.Equal(AttemptOutcome.Unknown, Assert.Single(await world.AttemptsAsync(operation.Id, Cancel)).Outcome);
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Single((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints);
        await hold.ReleaseAsync(Cancel);
        await AssertBooksBalanceAsync(world);
    }

    /// <summary>Every sending of the operation said the same: what was stored is replayed, with neither fence nor attempt in it.</summary>
    private static async Task AssertSameEachTimeAsync(PortalWorld world, string action, Guid operationId, int times)
    {
        var sent = (await world.Aws.PortalWritesAsync(Cancel)).Where(call => call.Action == action).ToList();
        Assert.Equal(times, sent.Count);
        Assert.All(sent, call => Assert.Equal(operationId.ToString(), call.Parameters["ClientToken"]));
        Assert.All(sent, call => Assert.Equal(sent[0].Parameters, call.Parameters));
        Assert.Equal(sent.Count, (await world.AttemptsAsync(operationId, Cancel)).Count);
    }
}
