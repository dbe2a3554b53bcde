using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain.Accounts;
using Portal.Infrastructure.People;

namespace Portal.Web.Teams;

/// <summary>Where a network admin adds somebody to a team whom the portal knows.</summary>
public sealed partial class AddMemberDialog
{
    private const int MostFound = 20;

    private PersonRowView? _person;
    private IReadOnlyList<TeamRole> _roles = [];

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public TeamDetailsView Team { get; set; } = null!;

    [Inject]
    public required MemberCommands Commands { get; init; }

    [Inject]
    public required PersonQueries People { get; init; }

    private static string? Shown(PersonRowView? person) => person is null ? null : $"{person.Name} ({person.Subject})";

    private async Task<IEnumerable<PersonRowView>> FindAsync(string? text, CancellationToken cancellationToken) =>
        (await People.ListAsync(await Viewer.ReaderAsync(cancellationToken), text, false, null, MostFound, cancellationToken)).Items;

    private async Task SendAsync()
    {
        var input = new MemberInput(_person?.Id, [.. _roles.Select(role => role.ToString())]);
        if (await RunAsync(
            actor => Commands.AddAsync(actor, Team.Id, input, null, LifetimeToken), $"{_person?.Name} is in {Team.Name} from now on."))
        {
            Dialog.Close();
        }
    }
}
