using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>What the person may do with a service at its present stage.</summary>
public sealed partial class ServiceActions
{
    [Parameter, EditorRequired]
    public EndpointServiceView Service { get; set; } = null!;

    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired]
    public ConnectionCounts Counts { get; set; } = null!;

    [Inject]
    public required EndpointServiceCommands Commands { get; init; }

    [Inject]
    public required EndpointServiceQueries Queries { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private bool IsProvider => Service.Unreadable is null && Actor.Has(Service.ProviderTeam.Id, TeamRole.Provider);

    private bool SeesCustomers => Actor.SeesEverything || Actor.IsIn(Service.ProviderTeam.Id);

    private bool MayRequest =>
        Service is { Stage: EndpointServiceStage.Available, Unreadable: null }
            && Actor.Memberships.Any(membership => membership.Roles.Contains(TeamRole.Consumer));

    // While it drains the end stands already: it can be called off, not announced again.
    private bool MayWithdraw =>
        Allows(EndpointServiceAction.Drain) || (Allows(EndpointServiceAction.Withdraw) && Service.Stage != EndpointServiceStage.Draining);

    private bool Allows(EndpointServiceAction action) => IsProvider && EndpointServiceLifecycle.Allows(Service.Stage, action);

    /// <summary>What came of it is told as soon as AWS has answered; until then a person can do something else.</summary>
    private async Task RetryAsync()
    {
        var before = Look(Service);
        if (await RunAsync(actor => Commands.RetryAsync(actor, Service.Id, null, LifetimeToken), "The portal compares it with AWS now."))
        {
            await AnswerAsync(
                SubjectKind.Service, Service.Id, before,
                async () => Look(await Queries.GetAsync(await Viewer.ReaderAsync(LifetimeToken), Service.Id, LifetimeToken)));
        }
    }

    private static RefreshAnswer.Look Look(EndpointServiceView service) => new(
        service.Sync.ObservedAt, $"{service.Version} {service.Verdict.Summary} {service.Sync.State}", service.Verdict.Summary);

    private async Task ResumeAsync()
    {
        var seen = Service.Version;
        var agreed = await new Confirmation(
            "Call off the withdrawal", $"{Service.Name} takes new connections again, and nothing of it is deleted. Requests that were rejected stay so.",
            "Call it off").AskAsync(Dialogs);
        if (agreed is not null)
        {
            await RunAsync(actor => Commands.ResumeAsync(actor, Service.Id, seen, null, LifetimeToken), "The service stays.");
        }
    }

    private async Task DescribeAsync()
    {
        var parameters = new DialogParameters<DescribeServiceDialog> { { dialog => dialog.Service, Service } };
        var shown = await Dialogs.ShowAsync<DescribeServiceDialog>($"Describe {Service.Name}", parameters, Confirmation.Wide);
        await shown.Result;
    }

    private async Task WithdrawAsync()
    {
        var parameters = new DialogParameters<WithdrawServiceDialog> { { dialog => dialog.Service, Service }, { dialog => dialog.Counts, Counts } };
        var shown = await Dialogs.ShowAsync<WithdrawServiceDialog>($"Withdraw {Service.Name}", parameters, Confirmation.Wide);
        await shown.Result;
    }
}
