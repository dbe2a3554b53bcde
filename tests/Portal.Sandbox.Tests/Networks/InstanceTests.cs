using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2;
using Portal.Sandbox.Tests.LoadBalancers;

namespace Portal.Sandbox.Tests.Networks;

public sealed class InstanceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_launched_instance_is_a_healthy_target_until_it_is_terminated()
    {
        await using var scene = await ElbScene.StartAsync();
        var ec2 = scene.Sandbox.Ec2("payments-prod");
        var wish = new RunInstancesRequest
        {
            ImageId = "ami-0abcdef1234567890",
            MinCount = 1,
            MaxCount = 1,
            SubnetId = scene.Subnet("use1-az1"),
            PrivateIpAddress = "10.40.0.200",
            SecurityGroupIds = [scene.Core.SecurityGroups.Single(group => group.Name == "payments-api").GroupId],
        };
        var id = (await ec2.RunInstancesAsync(wish, Cancel)).Reservation.Instances.Single().InstanceId;
        await Refused.AsAsync("InvalidIPAddress.InUse", () => ec2.RunInstancesAsync(wish, Cancel));

        var (balancer, group) = (await scene.BalancerAsync("plp", "use1-az1"), await scene.GroupAsync("plp", TargetTypeEnum.Instance));
        await scene.ListenAsync(balancer, group);
        await scene.RegisterAsync(group, new Amazon.ElasticLoadBalancingV2.Model.TargetDescription { Id = id });
        Assert.Equal([$"{id} healthy"], await scene.HealthAsync(group));
        await ec2.TerminateInstancesAsync(new([id]), Cancel);
        Assert.Equal([$"{id} unused Target.InvalidState"], await scene.HealthAsync(group));
        await ec2.RunInstancesAsync(wish, Cancel);
    }

    [Fact]
    public async Task A_terminated_instance_is_listed_for_a_while_and_then_not_found()
    {
        await using var sandbox = await TestSandbox.StartAsync(new() { DeletedListed = TimeSpan.FromSeconds(10) });
        var ec2 = sandbox.Ec2("payments-prod");
        var id = sandbox.Account("payments-prod").Vpc("payments-core").Instances[0].InstanceId;
        await ec2.TerminateInstancesAsync(new([id]), Cancel);
        var seen = (await DescribeAsync()).Reservations.Single().Instances.Single();
        Assert.Equal(("terminated", null), (seen.State.Name.Value, seen.PrivateIpAddress));
        var again = (await ec2.TerminateInstancesAsync(new([id]), Cancel)).TerminatingInstances.Single();
        Assert.Equal("terminated", again.CurrentState.Name);
        sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        await Refused.AsAsync("InvalidInstanceID.NotFound", DescribeAsync);

        Task<DescribeInstancesResponse> DescribeAsync() => ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [id] }, Cancel);
    }
}
