using System.Text.RegularExpressions;
using Portal.Testing;

namespace Portal.Web.Tests.Architecture;

public sealed partial class DependencyTests
{
    [Theory]
    [InlineData("Portal.Domain", "")]
    [InlineData("Portal.Sandbox", "")]
    [InlineData("Portal.Infrastructure", "Portal.Domain")]
    [InlineData("Portal.Migrations", "Portal.Infrastructure")]
    [InlineData("Portal.Jobs", "Portal.Infrastructure")]
    [InlineData("Portal.Web", "Portal.Jobs Portal.Migrations Portal.Sandbox")]
    public void A_project_refers_only_to_the_next_room(string project, string allowed) =>
        Assert.Equal(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries), ProjectFile.Of(project).Projects.Order());

    [Theory]
    [InlineData("Portal.Domain", "")]
    [InlineData("Portal.Sandbox", "")]
    [InlineData("Portal.Infrastructure", "Portal.Domain")]
    [InlineData("Portal.Migrations", "Portal.Domain Portal.Infrastructure")]
    [InlineData("Portal.Jobs", "Portal.Domain Portal.Infrastructure")]
    public void What_was_compiled_refers_to_no_room_above(string assembly, string allowed)
    {
        using var compiled = new CompiledAssembly(assembly);

        Assert.Subset(
            allowed.Split(' ').ToHashSet(),
            compiled.References.Where(reference => reference.StartsWith("Portal.", StringComparison.Ordinal)).ToHashSet());
    }

    [Fact]
    public void The_domain_has_no_packages_and_does_no_input_or_output()
    {
        using var domain = new CompiledAssembly("Portal.Domain");

        Assert.Empty(ProjectFile.Of("Portal.Domain").Packages);
        Assert.All(domain.References, reference => Assert.StartsWith("System.", reference));
        // The namespace of sockets holds the address families too, which lie in another assembly.
        Assert.DoesNotContain("System.Net.Sockets", domain.References);
        Assert.DoesNotContain(domain.UsedNamespaces, used =>
            Room(used, "System.IO") || Room(used, "System.Net.Http") || Room(used, "System.Data") || Room(used, "Microsoft"));
    }

    [Fact]
    public void Only_the_composition_root_and_its_demo_know_the_simulated_AWS()
    {
        string[] allowed = ["Portal.Web/Hosting/", "Portal.Web/Demo/", "Portal.Web/Program.cs"];

        var users = SourceFiles.In("Portal.Web", ".cs", ".razor").Where(file => Sandbox().IsMatch(File.ReadAllText(Repository.PathTo(file)))).ToList();

        Assert.NotEmpty(users);
        Assert.All(users, user => Assert.Contains(allowed, place => user.StartsWith(place, StringComparison.Ordinal)));
    }

    private static bool Room(string used, string room) => used == room || used.StartsWith(room + ".", StringComparison.Ordinal);

    [GeneratedRegex(@"\bPortal\.Sandbox\b")]
    private static partial Regex Sandbox();
}
