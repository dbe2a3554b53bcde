using Microsoft.AspNetCore.Components;
using Portal.Infrastructure.Pages;
using Portal.Infrastructure.People;
using Portal.Web.Routing;

namespace Portal.Web.People;

/// <summary>A person: who they are, what they may do and why, where they are signed in, and which tokens they have.</summary>
public sealed partial class PersonPage
{
    /// <summary>None for whoever looks.</summary>
    [Parameter]
    public Guid? Id { get; set; }

    protected override PersonPageQuery Query => new(Id);

    private IReadOnlyList<(string, string)> Crumbs => Actor?.SeesEverything == true ? [("People", PortalUrls.People)] : [];

    private PersonView View => Snapshot!.Person;

    private bool IsSelf => Actor is { } actor && actor.IsSamePersonAs(View.Issuer, View.Subject);

    private bool IsAdmin => Actor?.IsNetworkAdmin == true;

    private bool HasRole => View.PortalRoles.All.Count > 0 || View.Teams.Any(team => team.Roles.All.Count > 0);
}
