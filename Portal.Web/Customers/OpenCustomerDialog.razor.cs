using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.Customers;

namespace Portal.Web.Customers;

/// <summary>Where a provider says for which customer a connection is.</summary>
public sealed partial class OpenCustomerDialog
{
    private string? _customer;
    private string? _accountId;
    private string? _justification;
    private string? _reference;
    private int _days = CustomerConnectionCommands.UsualDays;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public Guid ServiceId { get; set; }

    [Inject]
    public required CustomerConnectionCommands Commands { get; init; }

    private async Task SendAsync()
    {
        var input = new OpenCustomerConnectionInput(_customer, OrNone(_accountId), _justification, OrNone(_reference), _days);
        MadeCustomerLink? made = null;
        if (await RunAsync(async actor => made = await Commands.OpenAsync(actor, ServiceId, input, null, LifetimeToken)))
        {
            Dialog.Close(DialogResult.Ok((_customer!.Trim(), made!.Secret!)));
        }
    }

    private static string? OrNone(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
