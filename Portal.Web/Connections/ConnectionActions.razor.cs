using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Infrastructure.Connections;
using Portal.Web.Shared;

namespace Portal.Web.Connections;

/// <summary>What the person may do with a connection at its present stage.</summary>
public sealed partial class ConnectionActions
{
    [Parameter, EditorRequired]
    public ConnectionView Connection { get; set; } = null!;

    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = null!;

    [Inject]
    public required ConnectionCommands Commands { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private bool IsConsumer => Actor.Has(Connection.ConsumerTeam.Id, TeamRole.Consumer);

    private bool MayChange => Connection.Unreadable is null && (IsConsumer || Actor.IsNetworkAdmin);

    private bool CanRetry => MayChange && ConnectionLifecycle.IsReconciled(Connection.Stage);

    private bool CanRenew => MayChange && Connection.Stage == ConnectionStage.Available && Connection.ExtensionReviewId is null;

    private bool Allows(ConnectionAction action) => MayChange && ConnectionLifecycle.Allows(Connection.Stage, action);

    private Task<bool> RetryAsync() =>
        RunAsync(actor => Commands.RetryAsync(actor, Connection.Id, null, LifetimeToken), "The portal compares it with AWS now.");

    private Task<bool> ReconnectAsync() =>
        RunAsync(actor => Commands.ReconnectAsync(actor, Connection.Id, null, LifetimeToken), "The portal connects it again.");

    // A live page goes on while the question stands: the answer is to what was asked about.
    private async Task WithdrawAsync()
    {
        var seen = Connection;
        var reason = await new Confirmation(
            "Withdraw this request", "Nobody decides on it any more, and nothing is made in AWS. You can ask again at any time.", "Withdraw it",
            IsHarmful: true, AsksForReason: true).AskAsync(Dialogs);
        await EndAsync(seen, reason, "The request is withdrawn.");
    }

    private async Task DeleteAsync()
    {
        var seen = Connection;
        var reason = await new Confirmation(
            "Delete this connection",
            $"Whatever in {Connection.VpcId ?? Connection.AccountId} talks to {Connection.ServiceName} through it stops working. {WhatGoes}", "Delete it",
            IsHarmful: true, AsksForReason: true).AskAsync(Dialogs);
        await EndAsync(seen, reason, "The connection is being deleted.");
    }

    private string WhatGoes => Connection.SelfManaged
        ? "The endpoint is rejected on the provider's side. It stays in your account, and AWS bills it, until you delete it there."
        : $"The endpoint{(Connection.Endpoint?.NetworkInterfaces?.Count is > 0 and var zones ? $" with its {zones} network interfaces" : "")} is deleted in "
            + "AWS; a new connection gets new addresses and new DNS names.";

    private async Task RenewAsync()
    {
        var parameters = new DialogParameters<RenewDialog> { { dialog => dialog.Connection, Connection } };
        var shown = await Dialogs.ShowAsync<RenewDialog>("Extend the connection", parameters, Confirmation.Wide);
        await shown.Result;
    }

    private Task EndAsync(ConnectionView seen, string? reason, string done) => reason is null
        ? Task.CompletedTask
        : RunAsync(actor => Commands.DeleteAsync(actor, seen.Id, seen.Version, reason.Length == 0 ? null : reason, LifetimeToken), done);
}
