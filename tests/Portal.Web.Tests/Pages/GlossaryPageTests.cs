using Bunit;
using Portal.Testing.Worlds;
using Portal.Web.Glossary;

namespace Portal.Web.Tests.Pages;

public sealed class GlossaryPageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task Everybody_finds_the_words_of_the_portal_each_with_an_address_of_its_own()
    {
        var stranger = await OpenAsync(Cast.Chen, "/glossary");

        stranger.Reads("Who may create an endpoint to a service at all");
        Assert.Equal(Terms.All.Select(term => term.Id), stranger.Screen.FindAll(".glossary dt").Select(word => word.Id));
        Assert.Equal(Terms.All.Count, Terms.All.Select(term => term.Id).Distinct().Count());
    }
}
