using Portal.Benchmarks.Findings;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.EndpointServices;
using Portal.Jobs;
using Portal.Sandbox;
using Portal.Testing.Worlds;

namespace Portal.Benchmarks.Publishing;

/// <summary>One service with fifty listeners, by the world's own time: how many calls it takes from the click to available, and to observe it again.</summary>
internal static class Publication
{
    private const int Listeners = 50;

    public static async Task<IReadOnlyList<Finding>> RunAsync(Sizes sizes)
    {
        await using var cluster = new PortalCluster();
        var delays =
            new SandboxDelays
            {
                LoadBalancerProvisioning = TimeSpan.FromMinutes(2),
                TargetInitial = TimeSpan.FromSeconds(20),
                ServicePending = TimeSpan.FromSeconds(5)
            };
        await using var world = await PortalWorld.StartAsync(cluster, CancellationToken.None, delays);
        await world.HoldAwsTimeAsync(CancellationToken.None);
        var service = (
            await world.Get<EndpointServiceCommands>().PublishAsync(world.Cast.Priya, Input(world, sizes.Of(Listeners, 5)), null, CancellationToken.None)).Id;
        while ((await world.ServiceAsync(service, CancellationToken.None)).Stage != EndpointServiceStage.Available)
        {
            await world.RunDueAsync(CancellationToken.None);
            await world.PassAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
        }

        var published = await CallsAsync(world, 0);
        await world.SettleAsync(CancellationToken.None);
        var rest = (await world.Aws.LedgerAsync(CancellationToken.None))[^1].Seq;
        await world.PassAsync(new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1), CancellationToken.None);
        await world.RunDueAsync(CancellationToken.None);
        return
        [
            new Figure($"AWS calls to publish a service with {Listeners} listeners", published, Bound.AtMost(700), "recorded before calls were batched: 21466"),
            new Figure("AWS calls to observe it again", await CallsAsync(world, rest), Bound.AtMost(60), "recorded before calls were batched: 156"),
        ];
    }

    private static async Task<int> CallsAsync(PortalWorld world, long since) =>
        (await world.Aws.LedgerAsync(CancellationToken.None, since)).Count(call => call.Service != "sts");

    private static PublishServiceInput Input(PortalWorld world, int listeners)
    {
        var input = Inputs.PaymentsApi(world.Seed);
        var listener = input.Listeners![0]!;
        var group = listener.TargetGroup!;
        return input with
        {
            Listeners =
            [
                .. Enumerable.Range(0, listeners).Select(number => listener with
                {
                    Port = 8000 + number,
                    TargetGroup = group with { Port = 8000 + number, Targets = [.. group.Targets!.Take(2).Select(target => target! with { Port = null })] },
                }),
            ],
        };
    }
}
