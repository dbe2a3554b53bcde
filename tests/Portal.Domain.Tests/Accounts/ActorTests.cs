using Portal.Domain.Accounts;

namespace Portal.Domain.Tests.Accounts;

public sealed class ActorTests
{
    [Fact]
    public void A_person_is_issuer_and_subject_whatever_they_are_called()
    {
        var actor = Samples.Consumer();

        Assert.True((actor with { Name = "Carla B." }).IsSamePersonAs("https://id.example", "carla"));
        Assert.False(actor.IsSamePersonAs("https://other.example", "carla"));
        Assert.False(actor.IsSamePersonAs("https://id.example", "carlo"));
    }

    [Fact]
    public void A_role_counts_in_its_own_team_only()
    {
        var actor = Samples.Person(
            "both", new Membership(Samples.ProviderTeam, [TeamRole.Provider]), new Membership(Samples.ConsumerTeam, [TeamRole.Consumer]));

        Assert.True(actor.Has(Samples.ProviderTeam, TeamRole.Provider));
        Assert.False(actor.Has(Samples.ConsumerTeam, TeamRole.Provider));
        Assert.True(actor.IsIn(Samples.ConsumerTeam));
        Assert.False(actor.IsIn(Samples.ServiceId));
        Assert.Equal([Samples.ProviderTeam, Samples.ConsumerTeam], actor.TeamIds);
    }

    [Fact]
    public void Admins_auditors_and_the_portal_itself_see_everything_and_others_do_not()
    {
        Assert.True(Samples.NetworkAdmin().SeesEverything);
        Assert.True((Samples.Person("otto") with { PortalRoles = [PortalRole.Auditor] }).SeesEverything);
        Assert.True(Actor.System("sweep").SeesEverything);
        Assert.False(Samples.Provider().SeesEverything);
    }

    [Fact]
    public void An_auditor_and_the_portal_are_no_network_admins()
    {
        Assert.False((Samples.Person("otto") with { PortalRoles = [PortalRole.Auditor] }).IsNetworkAdmin);
        Assert.False(Actor.System("sweep").IsNetworkAdmin);
        Assert.True(Actor.System("sweep").IsSystem);
        Assert.False(Samples.NetworkAdmin().IsSystem);
    }
}
