using Portal.Sandbox;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>Calls whose outcome is not known, under the other answers.</summary>
public sealed class UnresolvedUnderOppositeAnswersTests(PortalCluster cluster) : UnresolvedTests(cluster)
{
    protected override SandboxSwitches Switches => SandboxSwitches.Opposite;
}
