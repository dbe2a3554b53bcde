using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Connections;
using Portal.Web.Shared;

namespace Portal.Web.Connections;

/// <summary>Where a consumer changes the tags of a connection.</summary>
public sealed partial class ConnectionTagsDialog
{
    private List<TagForm> _tags = [];
    private IReadOnlyList<AskedTagView> _asked = [];
    private int _seen;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public ConnectionView Connection { get; set; } = null!;

    [Inject]
    public required ConnectionCommands Commands { get; init; }

    [Inject]
    public required ConnectionQueries Connections { get; init; }

    [Inject]
    public required AccountQueries Accounts { get; init; }

    protected override async Task OnInitializedAsync()
    {
        (_tags, _seen) = (TagForm.Of(Connection.Tags), Connection.Version);
        await RunAsync(async actor => _asked = Connection.SelfManaged
            ? []
            : await Accounts.AskedTagsAsync(actor, Connection.AccountId, Connection.ConsumerTeam.Id, LifetimeToken));
    }

    private async Task SendAsync()
    {
        var input = new DescribeConnectionInput(null, TagForm.ToInput(_tags, _asked), null);
        if (await RunAsync(actor => Commands.DescribeAsync(actor, Connection.Id, _seen, input, LifetimeToken), "Changed."))
        {
            Dialog.Close();
        }
        else if (!Errors.Any)
        {
            // What was entered stays. Somebody may have been faster: the page behind shows it, and saving again is a decision that knows of it.
            await RunAsync(async actor => _seen = (await Connections.GetAsync(actor, Connection.Id, LifetimeToken)).Version);
        }
    }
}
