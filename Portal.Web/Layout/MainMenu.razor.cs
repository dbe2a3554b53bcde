using Portal.Domain.Accounts;
using Portal.Infrastructure.Pages;

namespace Portal.Web.Layout;

/// <summary>The way to every page that the person's roles open, with the number of what waits for them.</summary>
public sealed partial class MainMenu
{
    protected override MenuQuery Query => new();

    private bool Publishes => Actor?.Memberships.Any(membership => membership.Roles.Contains(TeamRole.Provider)) == true;

    private bool SeesEverything => Actor?.SeesEverything == true;

    private bool IsAdmin => Actor?.IsNetworkAdmin == true;
}
