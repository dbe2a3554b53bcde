using Portal.Testing.Worlds;

[assembly: AssemblyFixture(typeof(PortalCluster))]

namespace Portal.Jobs.Tests;

/// <summary>What every test of the engine starts from: a cluster that makes databases, and the test's own end.</summary>
public abstract class Engine(PortalCluster cluster)
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Which answers the simulated AWS gives where AWS's own are not known for sure.</summary>
    protected virtual Sandbox.SandboxSwitches Switches => Sandbox.SandboxSwitches.Believed;

    protected Task<PortalWorld> StartAsync(Sandbox.SandboxDelays? delays = null) => PortalWorld.StartAsync(cluster, Cancel, delays, Switches);

    /// <summary>Every mutating call has one attempt, every answered attempt has one call, no outcome is left unknown, and the history is intact.</summary>
    protected static async Task AssertBooksBalanceAsync(PortalWorld world)
    {
        Assert.Empty(await world.DifferencesAsync(Cancel));
        var verification = await world.Get<Infrastructure.Audit.AuditQueries>().VerifyAsync(Cancel);
        Assert.Empty(verification.Broken);
        Assert.True(verification.Rows > 0);
    }
}
