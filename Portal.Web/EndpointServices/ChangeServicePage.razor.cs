using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.EndpointServices;
using Portal.Web.Routing;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>Where a provider changes what a published service is made of, with what it does and whom it touches beside it.</summary>
public sealed partial class ChangeServicePage
{
    // What has a place of its own on the page; errors of anything else stand at its end.
    private static readonly string[] Placed = ["subnetIds", "listeners", "securityGroupIds", "privateDnsName", "tags", "loadBalancerAttributes"];

    private string? _shown;

    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    public required ChangeServiceCommands Commands { get; init; }

    [Inject]
    public required EndpointServiceQueries Queries { get; init; }

    [Inject]
    public required AccountQueries Accounts { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private IReadOnlyList<(string, string)> Crumbs => [("Services", PortalUrls.Services), (Service?.Name ?? "Service", PortalUrls.Service(Id))];

    private EndpointServiceView? Service { get; set; }

    private ChangeServiceForm? Form { get; set; }

    /// <summary>What AWS asks for as tags in the account.</summary>
    private IReadOnlyList<AskedTagView> Asked { get; set; } = [];

    private VpcFacts? Vpc { get; set; }

    private string? VpcProblem { get; set; }

    private ChangePreview? Preview { get; set; }

    private UserFacingError? UserFacingError { get; set; }

    private EventCallback Changed => EventCallback.Factory.Create(this, StateHasChanged);

    /// <summary>Whether the form says something else than what is shown.</summary>
    private bool IsStale => Preview is not null && _shown != Form!.ToText();


    protected override async Task OnInitializedAsync()
    {
        try
        {
            await ReadAsync();
        }
        catch (Exception failed) when (!LifetimeToken.IsCancellationRequested && Shared.UserFacingError.Of(failed) is { } trouble)
        {
            UserFacingError = trouble;
        }
        catch (OperationCanceledException) when (LifetimeToken.IsCancellationRequested)
        {
        }
    }

    private async Task ReadAsync()
    {
        var reader = await Viewer.ReaderAsync(LifetimeToken);
        var service = await Queries.GetAsync(reader, Id, LifetimeToken);
        if (service.Own is not { } own)
        {
            throw new Domain.SubjectNotFoundException("service");
        }

        try
        {
            Vpc = (await Accounts.VpcsAsync(reader, own.AccountId, service.Region, LifetimeToken)).FirstOrDefault(vpc => vpc.Id == own.VpcId);
        }
        catch (Exception failed) when (!LifetimeToken.IsCancellationRequested && Shared.UserFacingError.Of(failed) is { } trouble)
        {
            // The ports can be changed all the same.
            VpcProblem = trouble.Message;
        }

        Asked = await Accounts.AskedTagsAsync(reader, own.AccountId, service.ProviderTeam.Id, LifetimeToken);
        (Service, Form, Preview) = (service, ChangeServiceForm.Of(service), null);
    }

    private void Toggle(string group)
    {
        if (!Form!.SecurityGroupIds.Remove(group))
        {
            Form.SecurityGroupIds.Add(group);
        }
    }

    private void Remove(ListenerForm listener)
    {
        Form!.Listeners.Remove(listener);
        // They count the listeners, which have moved.
        Errors.Clear();
    }

    private Task<bool> PreviewAsync() => RunAsync(async actor =>
    {
        var text = Form!.ToText();
        Preview = await Commands.PreviewAsync(actor, Id, Form.ToInput(Asked), LifetimeToken);
        _shown = text;
    });

    private async Task ChangeAsync()
    {
        if (!await PreviewAsync() || Preview is not { } preview)
        {
            return;
        }

        if (preview.Changes.Count == 0)
        {
            Snackbar.Add("Nothing differs from how it is now.", Severity.Info);
            return;
        }

        var seen = Service!.Version;
        if (await ChangePlan.Agreement(Service.Name, preview).AskAsync(Dialogs) is not null
            && await RunAsync(actor => Commands.ChangeAsync(actor, Id, seen, Form!.ToInput(Asked), LifetimeToken), ChangePlan.Done(preview)))
        {
            Navigation.NavigateTo(PortalUrls.Service(Id));
        }
    }

    private async Task WithdrawAsync()
    {
        var seen = Service!.Version;
        if (await RunAsync(actor => Commands.WithdrawProposalAsync(actor, Id, seen, LifetimeToken), "The change is withdrawn."))
        {
            await ReadAsync();
        }
    }
}
