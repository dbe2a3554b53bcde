using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Web.Connections;
using Portal.Web.Routing;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>Where a provider publishes a service: one form, kept as a draft, with a plan to look at before anything is made.</summary>
public sealed partial class PublishPage
{
    // What has a place of its own on the page; errors of anything else stand at its end.
    private static readonly string[] Placed =
        ["name", "description", "accountId", "region", "vpcId", "subnetIds", "listeners", "visibility.accounts", "autoApproval.accounts", "privateDnsName",
            "externalReference", "tags", "loadBalancerAttributes"];

    private string _draftKey = "";
    private string? _shown;

    [Inject]
    public required EndpointServiceCommands Commands { get; init; }

    [Inject]
    public required AccountQueries AccountQueries { get; init; }

    [Inject]
    public required TeamQueries TeamQueries { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required DraftStore Drafts { get; init; }

    private static IReadOnlyList<(string, string)> Crumbs => [("Services", PortalUrls.Services)];

    private PublishForm Form { get; set; } = new();

    private IReadOnlyList<AccountView> Accounts { get; set; } = [];

    private IReadOnlyList<TeamView> Teams { get; set; } = [];

    /// <summary>What AWS asks for as tags in the chosen account.</summary>
    private IReadOnlyList<AskedTagView> Asked => Accounts.FirstOrDefault(account => account.AccountId == Form.AccountId)?.ToAskFor() ?? [];

    private VpcFacts? Vpc { get; set; }

    private PublishPreview? Preview { get; set; }

    /// <summary>Whether the form says something else than the plan that is shown.</summary>
    private bool IsStale => Preview is not null && _shown != Form.ToDraft();

    private UserFacingError? UserFacingError { get; set; }

    private bool IsLoading { get; set; } = true;

    private bool IsDraft { get; set; }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            var actor = await Viewer.ActorAsync(LifetimeToken);
            Accounts = [.. (await AccountQueries.ListAsync(actor, LifetimeToken)).Where(
                account => account.Managed && actor.Has(account.Team.Id, TeamRole.Provider))];
            Teams = [.. (await TeamQueries.ListAsync(LifetimeToken)).Where(team => !actor.IsIn(team.Id))];
            _draftKey = $"publish:{Uri.EscapeDataString(actor.Subject)}";
            var draft = PublishForm.FromDraft(await Drafts.FindAsync(_draftKey, LifetimeToken));
            (IsDraft, Form) = (draft is not null, draft ?? New());
        }
        catch (Exception failed) when (!LifetimeToken.IsCancellationRequested && Shared.UserFacingError.Of(failed) is { } trouble)
        {
            UserFacingError = trouble;
        }
        catch (OperationCanceledException) when (LifetimeToken.IsCancellationRequested)
        {
            return;
        }

        IsLoading = false;
    }

    private PublishForm New() => Accounts is [var only] ? new() { AccountId = only.AccountId, Region = only.Region } : new();

    private async Task ChangedAsync()
    {
        Recheck();
        var name = string.IsNullOrWhiteSpace(Form.Name) ? "a service" : Form.Name.Trim();
        await Drafts.KeepAsync(_draftKey, Form.ToDraft(), $"Publish {name}", PortalUrls.Publish, LifetimeToken);
    }

    protected override IReadOnlyList<FieldError> CheckForm() => EndpointServiceCommands.CheckForm(Form.ToInput(Asked));

    private async Task StartAfreshAsync()
    {
        await Drafts.DropAsync(_draftKey, LifetimeToken);
        (Form, IsDraft, Preview, Vpc) = (New(), false, null, null);
        Errors.Clear();
    }

    private Task AddListenerAsync()
    {
        Form.Listeners.Add(new());
        return ChangedAsync();
    }

    private Task RemoveAsync(ListenerForm listener)
    {
        Form.Listeners.Remove(listener);
        // They count the listeners, which have moved.
        Errors.Clear();
        return ChangedAsync();
    }

    private Task<bool> PreviewAsync() => RunAsync(async actor =>
    {
        var draft = Form.ToDraft();
        Preview = await Commands.PreviewAsync(actor, Form.ToInput(Asked), LifetimeToken);
        _shown = draft;
    });

    private async Task PublishAsync()
    {
        if (!await PreviewAsync() || await Agreement(Form.ToInput(Asked)).AskAsync(Dialogs) is null)
        {
            return;
        }

        Receipt? receipt = null;
        var input = Form.ToInput(Asked);
        if (
            await RunAsync(
                async actor => receipt = await Commands.PublishAsync(actor, input, FormKey.Of(Form.Id, input), LifetimeToken),
                "The portal begins to make it. This page shows how far it is."))
        {
            await Drafts.DropAsync(_draftKey, LifetimeToken);
            Navigation.NavigateTo(PortalUrls.Service(receipt!.Id));
        }
    }

    private Confirmation Agreement(PublishServiceInput input) => new(
        $"Publish {input.Name?.Trim()}",
        $"In account {input.AccountId}, {input.Region}, the portal takes {Preview!.Steps.Count} steps: "
            + $"a network load balancer over {Count(input.SubnetIds!.Count, "zone")}, {Count(input.Listeners!.Count, "port")} and an endpoint service. "
                + "AWS bills the load balancer from then on, until the service is withdrawn."
                + (input.AutoApproval?.Everyone == true ? $" {OpenToAll}" : ""),
        "Publish it");

    /// <summary>What has to be said before everybody is let in.</summary>
    internal const string OpenToAll =
        "Every team of the portal can connect to it without any decision of yours; the history says so, and that it was you who opened it.";

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
