using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Jobs.Reconciling;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>What goes wrong with one aggregate of a scope keeps no other of it waiting.</summary>
public sealed class WorkItemTests(PortalCluster cluster) : Engine(cluster)
{
    [Fact]
    public async Task A_read_that_fails_in_a_way_that_nobody_foresaw_is_told_of_the_one_aggregate()
    {
        var item = new ConnectionItem(new(SubjectKind.Connection, Guid.Empty, 1, 1), WorkConditions.Unknown, null);

        await item.ReadAsync(() => throw new NotSupportedException("Nobody foresaw this."));

        Assert.Equal((RunEnd.Concluded, null, RetryClass.Transient), (item.End, item.Context, item.Failure!.Class));
        Assert.IsType<NotSupportedException>(item.Fault);
    }

    [Fact]
    public async Task Work_of_which_nothing_stands_is_given_back_and_the_rest_of_its_scope_is_looked_after()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        var scope = (await world.ConnectionAsync(id, Cancel)).Spec.WorkScope;
        var (nothing, another) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using (var context = world.Open())
        {
            await WorkTable.WakeAsync(context, [new(SubjectKind.Connection, nothing, scope), new(SubjectKind.Service, another, scope)], Cancel);
        }

        await world.SettleAsync(Cancel);

        Assert.Equal(Domain.Connections.ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Null((await world.WorkAsync(SubjectKind.Connection, nothing, Cancel)).DueAt);
    }
}
