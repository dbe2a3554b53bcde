using Portal.Infrastructure.EndpointServices;
using Portal.Sandbox.Tests.Judges.Models;
using Portal.Testing.Worlds;

namespace Portal.Sandbox.Tests.Judges;

/// <summary>What the portal's own engine sends, as the ledger has recorded it, against AWS's service models.</summary>
public sealed class EngineRequestsTests(PortalCluster cluster) : IClassFixture<PortalCluster>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_call_of_a_whole_life_is_one_that_AWSs_models_know()
    {
        await using var world = await PortalWorld.StartAsync(cluster, Cancel);
        var service = await world.PublishedAsync(Cancel);
        var connection = await world.ConnectedAsync(service, Cancel);
        await world.DeleteAsync(connection, Cancel);
        await world.SettleAsync(Cancel);
        await world.Get<EndpointServiceCommands>().WithdrawAsync(world.Cast.Priya, service, null, new WithdrawServiceInput(null, null, null), null, Cancel);
        await world.SettleAsync(Cancel);

        var calls = await world.Aws.LedgerAsync(Cancel);

        Assert.Empty(Botocore.Required.SelectMany(models => calls.SelectMany(call => Objections(models, call))).Distinct());
        // Made and unmade on both sides: a life that stopped halfway would prove little.
        Assert.Superset(
            new HashSet<string>
            {
                "CreateLoadBalancer", "CreateTargetGroup", "RegisterTargets", "CreateListener", "CreateVpcEndpointServiceConfiguration",
                "ModifyVpcEndpointServicePermissions", "CreateVpcEndpoint", "AcceptVpcEndpointConnections", "DeleteVpcEndpoints",
                "DeleteVpcEndpointServiceConfigurations", "DeleteLoadBalancer", "DeleteTargetGroup",
            },
            calls.Where(call => call.Status == 200).Select(call => call.Action).ToHashSet());
    }

    private static IEnumerable<string> Objections(Botocore models, LedgerCall call) =>
        RequestJudge.Judge(models[call.Service], call.Action, call.Parameters)
            .Where(objection => !NewerMembers.Has(objection))
            .Select(objection => $"{call.Service} {call.Action}: {objection}, says {models.Directory}");
}
