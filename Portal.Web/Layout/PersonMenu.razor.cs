using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Security;
using Portal.Web.Security;
using Portal.Web.Shared;

namespace Portal.Web.Layout;

/// <summary>Who is signed in, for whom, and the way out.</summary>
public sealed partial class PersonMenu
{
    [Inject]
    public required TeamQueries Teams { get; init; }

    [Inject]
    public required Identities Identities { get; init; }

    private static string Version { get; } = typeof(PersonMenu).Assembly.GetName().Version?.ToString(3) ?? "";

    private string Name { get; set; } = "";

    private string Place { get; set; } = "";

    private string Initials => string.Concat(Name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(part => part[0]));

    protected override async Task OnInitializedAsync()
    {
        try
        {
            var actor = await Viewer.ReaderAsync(LifetimeToken);
            Name = actor.Name;
            var teams = await Teams.NamesAsync(actor, LifetimeToken);
            var unknown = await Identities.UnknownRolesAsync(actor, LifetimeToken);
            Place = string.Join(
                " · ",
                teams.Concat(actor.PortalRoles.Where(role => role != PortalRole.Unknown).Select(role => DisplayText.Of(role)))
                    .Concat(unknown.Select(role => $"Unknown (\"{role}\")")));
        }
        catch (Exception failed) when (UserFacingError.Of(failed) is { } trouble)
        {
            // The page itself says what is wrong, and goes on by itself; one's own name can wait for the next look.
            Name = trouble.IsSignedOut ? "Nobody" : "You";
        }
    }
}
