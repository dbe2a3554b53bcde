using System.Text.RegularExpressions;

namespace Portal.Web.Tests.Architecture;

public sealed partial class NamingTests
{
    public static TheoryData<string> Assemblies => [.. ProjectFile.Product];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Service_is_what_providers_publish_and_nothing_is_a_manager_or_a_helper(string assembly)
    {
        using var compiled = new CompiledAssembly(assembly);

        Assert.NotEmpty(compiled.DeclaredTypes);
        Assert.DoesNotContain(compiled.DeclaredTypes, type => Empty().IsMatch(type) && !Noun().IsMatch(type));
    }

    [Theory]
    [InlineData("Portal.Domain.Connections.ConnectionService", true)]
    [InlineData("Portal.Jobs.LeaseManager", true)]
    [InlineData("Portal.Web.Api.JsonHelper`1", true)]
    [InlineData("Portal.Domain.EndpointServices.EndpointService", false)]
    [InlineData("Portal.Domain.EndpointServices.ObservedEndpointService", false)]
    [InlineData("Portal.Domain.Connections.Connection", false)]
    public void The_rule_tells_them_apart(string type, bool isRefused) => Assert.Equal(isRefused, Empty().IsMatch(type) && !Noun().IsMatch(type));

    [GeneratedRegex("(Service|Manager|Helper|Helpers|Util|Utils)(`[0-9]+)?$")]
    private static partial Regex Empty();

    /// <summary>The one domain noun that ends so.</summary>
    [GeneratedRegex("EndpointService(`[0-9]+)?$")]
    private static partial Regex Noun();
}
