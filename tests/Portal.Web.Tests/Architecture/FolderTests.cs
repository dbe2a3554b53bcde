using Portal.Testing.Architecture;
using Assembly = System.Reflection.Assembly;

namespace Portal.Web.Tests.Architecture;

/// <summary>Rows and rules lie below, what acts by them above: so each folder can be read without those that stand on it.</summary>
public sealed class FolderTests
{
    public static TheoryData<Assembly> Projects =>
    [
        typeof(Domain.CanonicalJson).Assembly,
        typeof(Infrastructure.InfrastructureRegistration).Assembly,
        typeof(Jobs.JobsOptions).Assembly,
        typeof(Program).Assembly,
    ];

    [Theory]
    [MemberData(nameof(Projects), DisableDiscoveryEnumeration = true)]
    public void No_two_folders_of_a_project_depend_on_each_other_in_a_circle(Assembly project)
    {
        var circles = FolderCircles.Of(project);
        Assert.True(circles.Count == 0, string.Join('\n', circles));
    }
}
