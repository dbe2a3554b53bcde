using Portal.Sandbox;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>The main job where AWS gives the other answer wherever its own is not known for sure.</summary>
public sealed class MainJobUnderOppositeAnswersTests(PortalCluster cluster) : MainJobTests(cluster)
{
    protected override SandboxSwitches Switches => SandboxSwitches.Opposite;
}
