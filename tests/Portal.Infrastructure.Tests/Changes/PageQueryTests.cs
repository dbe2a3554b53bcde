using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Pages;

namespace Portal.Infrastructure.Tests.Changes;

public sealed class PageQueryTests
{
    private static readonly Guid Team = Guid.CreateVersion7();
    private static readonly Guid Other = Guid.CreateVersion7();

    private static readonly Actor Chen = new("test", "chen", "Chen", [new(Team, [TeamRole.Consumer])], []);
    private static readonly Actor Carla = Chen with { Subject = "carla", Name = "Carla", Memberships = [new(Team, [TeamRole.Consumer])] };

    [Fact]
    public void People_of_the_same_rights_ask_the_same()
    {
        Assert.Equal(Key(new ConnectionsPageQuery(ConnectionFilter.None, null), Chen), Key(new ConnectionsPageQuery(ConnectionFilter.None, null), Carla));
        var first = Chen with
        {
            Memberships = [new(Team, [TeamRole.Consumer, TeamRole.Provider]), new(Other, [TeamRole.Consumer])],
            PortalRoles = [PortalRole.Auditor, PortalRole.NetworkAdmin],
        };
        var second = Carla with
        {
            Memberships = [new(Other, [TeamRole.Consumer]), new(Team, [TeamRole.Provider, TeamRole.Consumer])],
            PortalRoles = [PortalRole.NetworkAdmin, PortalRole.Auditor],
        };
        Assert.Equal(Key(new ConnectionsPageQuery(ConnectionFilter.None, null), first), Key(new ConnectionsPageQuery(ConnectionFilter.None, null), second));
    }

    [Fact]
    public void What_is_shared_is_read_without_knowing_who_reads() =>
        Assert.Equal(
            new("", "", "", [], []), new ConnectionsPageQuery(ConnectionFilter.None, null).By(Chen).Reader with { Memberships = [], PortalRoles = [] });

    [Fact]
    public void People_of_other_rights_never_ask_the_same()
    {
        Actor[] people =
        [
            Chen,
            Chen with { Memberships = [new(Other, [TeamRole.Consumer])] },
            Chen with { Memberships = [new(Team, [TeamRole.Provider])] },
            Chen with { Memberships = [new(Team, [TeamRole.Consumer, TeamRole.Provider])] },
            Chen with { Memberships = [new(Team, [TeamRole.Consumer]), new(Other, [TeamRole.Consumer])] },
            Chen with { Memberships = [] },
            Chen with { PortalRoles = [PortalRole.Auditor] },
            Chen with { PortalRoles = [PortalRole.NetworkAdmin] },
        ];

        Assert.Distinct(people.Select(who => Key(new ConnectionPageQuery(Team), who)));
    }

    [Fact]
    public void Every_parameter_counts_and_nothing_that_is_typed_looks_like_another()
    {
        PageQuery[] queries =
        [
            new ConnectionsPageQuery(ConnectionFilter.None, null), new ConnectionsPageQuery(new(new(ConnectionStage.Available)), null),
            new ConnectionsPageQuery(ConnectionFilter.None, "a"), new ConnectionsPageQuery(ConnectionFilter.None with { IsBlocked = true }, null),
            new ConnectionsPageQuery(new(new(ConnectionStage.Available, ConnectionStage.Denied)), null),
            new ConnectionsPageQuery(ConnectionFilter.None with { Order = ConnectionOrder.Oldest }, null),
            new CataloguePageQuery(null, null), new CataloguePageQuery("", null), new CataloguePageQuery("a", "b"),
            new CataloguePageQuery("a\",\"Cursor\":\"b", null),
            new CataloguePageQuery(null, "a"), new ConnectionPageQuery(Team), new ConnectionPageQuery(Other), new ServicePageQuery(Team),
        ];

        Assert.Distinct(queries.Select(query => Key(query, Chen)));
    }

    [Fact]
    public void What_differs_from_person_to_person_is_shared_by_nobody() => Assert.NotEqual(Key(new MenuQuery(), Chen), Key(new MenuQuery(), Carla));

    private static string Key(PageQuery query, Actor who) => query.By(who).ToKey();
}
