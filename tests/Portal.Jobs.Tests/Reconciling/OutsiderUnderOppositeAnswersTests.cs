using Portal.Sandbox;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>What outsiders do, under the other answers.</summary>
public sealed class OutsiderUnderOppositeAnswersTests(PortalCluster cluster) : OutsiderTests(cluster)
{
    protected override SandboxSwitches Switches => SandboxSwitches.Opposite;
}
