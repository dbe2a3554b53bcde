using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Tests.Data;
using Portal.Infrastructure.Validation;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Validation;

/// <summary>What checking costs, in looks at what was sent, and that it ends when the caller hangs up.</summary>
public sealed class WorkTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public void Checking_a_request_takes_twice_the_looks_for_twice_the_subnets_and_groups()
    {
        static (int Subnets, int Groups) Looks(int count)
        {
            var subnets = new CountedList<SubnetInput?>([.. Enumerable.Range(0, count).Select(number => new SubnetInput(Id("subnet", number), null))]);
            var groups = new CountedList<string?>([.. Enumerable.Range(0, count).Select(number => Id("sg", number))]);
            var input = new RequestConnectionInput(null, null, null, null, subnets, groups, null, null, null, null, null);
            RequestConnectionValidator.CheckForm(input, selfManaged: true, DateTimeOffset.UnixEpoch, new InputErrors());
            RequestConnectionValidator.CheckAgainst(Vpc(count), null, input, new InputErrors());
            return (subnets.Looks, groups.Looks);
        }

        Assert.Equal((2 * Looks(500).Subnets, 2 * Looks(500).Groups), Looks(1_000));
    }

    [Fact]
    public void Checking_a_service_takes_twice_the_looks_for_twice_the_subnets_and_targets()
    {
        static (int Subnets, int Targets) Looks(int count)
        {
            var subnets = new CountedList<string?>([.. Enumerable.Range(0, count).Select(number => Id("subnet", number))]);
            var targets = new CountedList<TargetInput?>(
                [.. Enumerable.Range(0, count).Select(number => new TargetInput("ip", $"10.{number >> 8}.{number & 255}.7", null, null))]);
            var input = new PublishServiceInput(
                null, null, null, null, null, subnets, [new("TCP", 1, new(null, null, null, targets))], null, null, null, null, null);
            PublishServiceValidator.CheckForm(input, new InputErrors());
            PublishServiceValidator.CheckAgainst(Vpc(count), input, new InputErrors());
            return (subnets.Looks, targets.Looks);
        }

        Assert.Equal((2 * Looks(2_000).Subnets, 2 * Looks(2_000).Targets), Looks(4_000));
    }

    [Fact]
    public async Task A_caller_who_hangs_up_in_the_middle_ends_the_check_there_and_AWS_is_asked_nothing()
    {
        await using var world = await StartAsync();
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var targets = new CountedList<TargetInput?>(
            [.. Enumerable.Range(0, 5_000).Select(number => new TargetInput("ip", $"10.0.{number >> 8}.{number & 255}", null, null))])
        {
            Looking = look =>
                HangUp(look, caller)
        };
        var input = Inputs.PaymentsApi(world.Seed) with { Listeners = [new("TCP", 443, new("TCP", 443, null, targets))] };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => world.Get<EndpointServiceCommands>().PublishAsync(world.Cast.Priya, input, null, caller.Token));

        Assert.InRange(targets.Looks, 1, HangsUpAt);
        Assert.Empty(await world.Aws.LedgerAsync(Cancel));
        Assert.Equal("0 0 0 0 0 0 0", await StoredAsync(world));
    }

    [Fact]
    public async Task A_caller_who_hangs_up_while_AWS_is_asked_ends_the_reading_and_nothing_is_stored()
    {
        await using var world = await StartAsync();
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var hold = await world.Aws.HoldAsync("DescribeVpcs", HoldWhen.Before, Cancel);
        var publishing = world.Get<EndpointServiceCommands>().PublishAsync(world.Cast.Priya, Inputs.PaymentsApi(world.Seed), null, caller.Token);
        await hold.CaughtAsync(Cancel);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing);
        await hold.ReleaseAsync(Cancel);
        Assert.DoesNotContain(
            await world.Aws.LedgerAsync(Cancel), call => call.Action is "DescribeSubnets" or "DescribeSecurityGroups" or "DescribeVpcAttribute");
        Assert.Equal("0 0 0 0 0 0 0", await StoredAsync(world));
    }

    private const int HangsUpAt = 40;

    private static void HangUp(int look, CancellationTokenSource caller)
    {
        if (look == HangsUpAt)
        {
            caller.Cancel();
        }
    }

    private static string Id(string prefix, int number) => $"{prefix}-{number:x17}";

    private static VpcFacts Vpc(int count) => new(
        "vpc-00000000000000001", null, ["10.0.0.0/8"], false, true, true,
        [.. Enumerable.Range(0, count).Select(
            number => new SubnetFacts(Id("subnet", number), null, $"az{number}", "", $"10.{number >> 8}.{number & 255}.0/24", 9, ""))],
        [.. Enumerable.Range(0, count).Select(number => new SecurityGroupFacts(Id("sg", number), "", []))]);
}
