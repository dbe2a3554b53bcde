using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Security;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class GroupRulesPageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task A_network_admin_gives_a_group_that_gave_nothing_a_role_and_takes_it_back_and_the_configuration_is_fixed()
    {
        await World.WriteAsync("insert into unmapped_group (provider, \"group\", last_seen_at) values ('house', 'designers', now())", Cancel);
        var nora = await SignInAsync(Cast.Nora);
        Configure(nora);
        nora.Open("/people/groups");
        nora.Reads("fixed: it is changed there");
        Assert.False(nora.Has("Remove the rule for quarry-people"));

        nora.Press("Make a rule for designers");
        nora.Reads("As the provider writes it into its tokens");
        nora.Press("Make it");
        nora.Reads("Choose at least one role, or a team and roles for it.");
        nora.Pick("For which team", "Storefront");
        nora.Choose("Consumer");
        nora.Press("Make it");

        nora.Reads("for Storefront");
        nora.Reads("Nobody was turned away for want of a group in the last 30 days.");
        nora.Reads("designers of house: Consumer.");
        nora.Press("Remove the rule for designers");
        nora.Reads("loses them at once");
        nora.Press("Remove it");
        nora.Reads("designers gives nothing by this rule any more.");
        nora.Reads("Of people who were turned away in the last 30 days.");
    }

    [Fact]
    public async Task An_auditor_reads_the_rules_and_others_do_not()
    {
        var tomas = await SignInAsync(Cast.Tomas);
        Configure(tomas);
        tomas.Open("/people/groups");
        tomas.Reads("quarry-people");
        Assert.False(tomas.Has("Make a rule"));
        var chen = await OpenAsync(Cast.Chen, "/people/groups");
        chen.Reads("Only network admins and auditors see what groups give.");
    }

    private static void Configure(Browser browser)
    {
        var options = browser.Services.GetRequiredService<IOptions<SignInOptions>>().Value;
        options.Providers = ["house"];
        options.Groups = [new("house", "quarry-people", "Quarry Databases", [TeamRole.Provider], [])];
    }
}
