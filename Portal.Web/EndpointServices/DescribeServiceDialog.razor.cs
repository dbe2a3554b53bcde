using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>Where a provider changes what a service says and who may use it.</summary>
public sealed partial class DescribeServiceDialog
{
    private string? _name;
    private string? _description;
    private AudienceForm _visibility = new();
    private AudienceForm _autoApproval = new();
    private List<TagForm> _tags = [];
    private IReadOnlyList<TeamView> _teams = [];
    private IReadOnlyList<AskedTagView> _asked = [];
    private int _seen;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public EndpointServiceView Service { get; set; } = null!;

    [Inject]
    public required EndpointServiceCommands Commands { get; init; }

    [Inject]
    public required EndpointServiceQueries Services { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required TeamQueries Teams { get; init; }

    [Inject]
    public required AccountQueries Accounts { get; init; }

    protected override async Task OnInitializedAsync()
    {
        (_name, _description) = (Service.Name, Service.Description);
        (_visibility, _autoApproval) = (AudienceForm.Of(Service.Own!.Visibility), AudienceForm.Of(Service.Own.AutoApproval));
        _tags = TagForm.Of(Service.Own.Tags);
        _seen = Service.Version;
        await RunAsync(async actor =>
        {
            _teams = [.. (await Teams.ListAsync(LifetimeToken)).Where(team => team.Id != Service.ProviderTeam.Id)];
            _asked = await Accounts.AskedTagsAsync(actor, Service.Own.AccountId, Service.ProviderTeam.Id, LifetimeToken);
        });
    }

    private async Task SendAsync()
    {
        if (_autoApproval.Kind == AudienceKind.Everyone && !Service.Own!.AutoApproval.Everyone
            && await new Confirmation($"Approve everybody's requests to {Service.Name} at once", PublishPage.OpenToAll, "Open it to everybody", IsHarmful: true)
                .AskAsync(Dialogs) is null)
        {
            return;
        }

        var input = new DescribeServiceInput(
            _name ?? "", _description ?? "", _visibility.ToInput(), _autoApproval.ToInput(), null, TagForm.ToInput(_tags, _asked));
        if (await RunAsync(actor => Commands.DescribeAsync(actor, Service.Id, _seen, input, LifetimeToken), "Changed."))
        {
            Dialog.Close();
        }
        else if (!Errors.Any)
        {
            // What was entered stays. Somebody may have been faster: the page behind shows it, and saving again is a decision that knows of it.
            await RunAsync(async actor => _seen = (await Services.GetAsync(actor, Service.Id, LifetimeToken)).Version);
        }
    }
}
