using Portal.Testing.Architecture;

namespace Portal.Sandbox.Tests.Architecture;

public sealed class FolderTests
{
    [Fact]
    public void No_two_folders_of_the_sandbox_depend_on_each_other_in_a_circle()
    {
        var circles = FolderCircles.Of(typeof(SandboxSettings).Assembly);

        Assert.True(circles is [], string.Join('\n', circles));
    }
}
