using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Infrastructure.Customers;
using Portal.Infrastructure.Pages;
using Portal.Web.Routing;
using Portal.Web.Shared;

namespace Portal.Web.Customers;

/// <summary>The connections that a service's providers have opened for customers, each with its link.</summary>
public sealed partial class CustomersPage
{
    private string? _link;
    private string? _customer;

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>Only those that carry this reference.</summary>
    [SupplyParameterFromQuery]
    public string? Reference { get; set; }

    [Inject]
    public required CustomerConnectionCommands Commands { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    protected override string ListName => "customers";

    protected override CustomersPageQuery Query => new(Id, Reference, Cursor);

    private bool IsProvider => Actor is { } actor && Snapshot is { } shown && actor.Has(shown.Service.ProviderTeam.Id, TeamRole.Provider);

    private static bool MayEnd(CustomerConnectionView customer) => customer.Stage is { } stage
        && (ConnectionLifecycle.Allows(stage, ConnectionAction.Delete) || ConnectionLifecycle.Allows(stage, ConnectionAction.Withdraw));

    private async Task OpenAsync()
    {
        _link = null;
        var parameters = new DialogParameters<OpenCustomerDialog> { { dialog => dialog.ServiceId, Id } };
        var shown = await Dialogs.ShowAsync<OpenCustomerDialog>("Open a connection for a customer", parameters, Confirmation.Wide);
        if (await shown.Result is { Canceled: false, Data: (string customer, string secret) })
        {
            Show(customer, secret);
        }
    }

    private async Task RenewAsync(CustomerConnectionView customer)
    {
        _link = null;
        var sure = await new Confirmation(
            $"Make a new link for {customer.Customer}",
            "The link that they have shows nothing any more. What they have done so far, and the connection, stay.", "Make it").AskAsync(Dialogs);
        MadeCustomerLink? made = null;
        if (sure is not null
            && await RunAsync(async actor => made = await Commands.RenewLinkAsync(actor, customer.Id, customer.Version, new(null), null, LifetimeToken)))
        {
            Show(customer.Customer, made!.Secret!);
        }
    }

    private async Task WithdrawAsync(CustomerConnectionView customer)
    {
        var sure = await new Confirmation(
            $"Withdraw the link of {customer.Customer}", "It shows nothing any more. The connection stays as it is; you can make a new link at any time.",
            "Withdraw it", IsHarmful: true).AskAsync(Dialogs);
        if (sure is not null)
        {
            _link = null;
            await RunAsync(
                actor => Commands.WithdrawLinkAsync(actor, customer.Id, customer.Version, LifetimeToken), $"The link of {customer.Customer} is withdrawn.");
        }
    }

    private async Task EndAsync(CustomerConnectionView customer)
    {
        var reason = await new Confirmation(
            $"End the connection of {customer.Customer}",
            "Their endpoint is rejected and traffic stops. The endpoint itself is theirs to delete, AWS bills them for it until then. Their link is withdrawn.",
            "End it", IsHarmful: true, AsksForReason: true).AskAsync(Dialogs);
        if (reason is not null)
        {
            _link = null;
            await RunAsync(
                actor => Commands.EndAsync(actor, customer.Id, customer.Version, reason, LifetimeToken), $"The connection of {customer.Customer} ends.");
        }
    }

    private void Show(string customer, string secret) =>
        (_customer, _link) = (customer, Navigation.ToAbsoluteUri(PortalUrls.CustomerBy(secret)).ToString());
}
