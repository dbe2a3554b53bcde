using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Testing.Worlds;

[assembly: AssemblyFixture(typeof(PortalCluster))]

namespace Portal.Infrastructure.Tests.Data;

/// <summary>What every test with a database of its own starts from.</summary>
public abstract class WorldTest(PortalCluster cluster)
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected Task<PortalWorld> StartAsync() => PortalWorld.StartAsync(cluster, Cancel);

    /// <summary>The fields that were wrong, in order; a field with two errors is named twice.</summary>
    protected static async Task<IReadOnlyList<string>> WrongFieldsAsync(Func<Task> command) =>
        [.. (await Assert.ThrowsAsync<InvalidInputException>(command)).Errors.Select(error => error.Field).Order(StringComparer.Ordinal)];

    /// <summary>How much the portal remembers; the same before and after what stores nothing.</summary>
    protected static async Task<string> StoredAsync(PortalWorld world)
    {
        await using var context = world.Open();
        return string.Join(' ',
            await context.EndpointServices.CountAsync(Cancel), await context.Connections.CountAsync(Cancel), await context.Reviews.CountAsync(Cancel),
            await context.Grants.CountAsync(Cancel),
            await context.Work.CountAsync(Cancel), await context.AuditRows.CountAsync(Cancel), await context.IdempotencyRows.CountAsync(Cancel));
    }
}
