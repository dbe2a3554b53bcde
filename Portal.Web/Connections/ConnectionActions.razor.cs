using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.Policies;
using Portal.Domain.Provisioning;
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
    public required ConnectionQueries Queries { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private bool IsConsumer => Actor.Has(Connection.ConsumerTeam.Id, TeamRole.Consumer);

    private bool MayChange => Connection.Unreadable is null && (IsConsumer || Actor.IsNetworkAdmin);

    private bool IsProvidersSide => Actor.Has(Connection.ProviderTeam.Id, TeamRole.Provider) || Actor.IsNetworkAdmin;

    private bool CanReconnect => Moves(ConnectionAction.Reconnect) && (Connection.WasRejected ? IsProvidersSide : MayChange);

    /// <summary>What was taken over cannot be asked for by a form.</summary>
    private bool CanRequestAgain => Connection.Unreadable is null && IsConsumer && Connection.AdoptedEndpointId is null
        && ConnectionLifecycle.IsFinal(Connection.Stage);

    private bool CanCutOff => Moves(ConnectionAction.CutOff) && IsProvidersSide;

    /// <summary>Whoever cut it off, and nobody else.</summary>
    private bool CanRestore => Moves(ConnectionAction.Restore) && Connection.CutOff?.By switch
    {
        Party.Provider => Actor.Has(Connection.ProviderTeam.Id, TeamRole.Provider),
        _ => Actor.IsNetworkAdmin,
    };

    private bool CanAbandon => Moves(ConnectionAction.Abandon) && Actor.IsNetworkAdmin;

    private bool Moves(ConnectionAction action) => Connection.Unreadable is null && ConnectionLifecycle.Allows(Connection.Stage, action);

    private bool CanRetry => MayChange && ConnectionLifecycle.IsReconciled(Connection.Stage);

    private bool CanChange => MayChange && !Connection.SelfManaged
        && Connection.Stage is ConnectionStage.Provisioning or ConnectionStage.Available or ConnectionStage.Disconnected;

    /// <summary>Of an endpoint that others make the portal shows tags only in its texts.</summary>
    private bool CanTag => MayChange && ConnectionLifecycle.IsReconciled(Connection.Stage)
        && Connection.Stage is not (ConnectionStage.Deprovisioning or ConnectionStage.AwaitingConsumerDelete);

    private bool CanRenew => MayChange && Connection.Stage == ConnectionStage.Available && Connection is { ExtensionReviewId: null, Proposal: null };

    private bool Allows(ConnectionAction action) => MayChange && ConnectionLifecycle.Allows(Connection.Stage, action);

    /// <summary>What came of it is told as soon as AWS has answered; until then a person can do something else.</summary>
    private async Task RetryAsync()
    {
        var before = Look(Connection);
        if (await RunAsync(actor => Commands.RetryAsync(actor, Connection.Id, null, LifetimeToken), "The portal compares it with AWS now."))
        {
            await AnswerAsync(
                SubjectKind.Connection, Connection.Id, before,
                async () => Look(await Queries.GetAsync(await Viewer.ReaderAsync(LifetimeToken), Connection.Id, LifetimeToken)));
        }
    }

    private static RefreshAnswer.Look Look(ConnectionView connection) => new(
        connection.Sync.ObservedAt, $"{connection.Version} {connection.Verdict.Summary} {connection.Sync.State}", connection.Verdict.Summary);

    private Task<bool> ReconnectAsync() =>
        RunAsync(actor => Commands.ReconnectAsync(actor, Connection.Id, null, LifetimeToken), "The portal connects it again.");

    private Task<bool> RestoreAsync() =>
        RunAsync(actor => Commands.RestoreAsync(actor, Connection.Id, Connection.Version, null, LifetimeToken), "The portal accepts the endpoint again.");

    private async Task CutOffAsync()
    {
        var seen = Connection;
        var reason = await new Confirmation(
            "Cut this connection off",
            $"The endpoint is rejected on the provider's side at once: whatever in account {seen.AccountId} talks to {seen.ServiceName} through it stops "
                + "working. The endpoint stays, and AWS bills it to the consumer. "
                + $"You can restore it for {ApprovalPolicy.RestoreWindow.Days} days; then it is deleted.",
            "Cut it off", IsHarmful: true, NeedsReason: true, ReasonLabel: "Reason (the consumer is told)").AskAsync(Dialogs);
        if (reason is not null)
        {
            await RunAsync(actor => Commands.CutOffAsync(actor, seen.Id, seen.Version, new(reason), null, LifetimeToken), "The connection is being cut off.");
        }
    }

    private async Task AbandonAsync()
    {
        var seen = Connection;
        var reason = await new Confirmation(
            "Abandon this connection",
            "The portal no longer looks after it. What is left of it in the consumer's account stays there and is billed to them; the portal only makes sure "
                + "that it is not connected. This cannot be undone.",
            "Abandon it", IsHarmful: true, NeedsReason: true).AskAsync(Dialogs);
        if (reason is not null)
        {
            await RunAsync(actor => Commands.AbandonAsync(actor, seen.Id, seen.Version, new(reason), null, LifetimeToken), "The connection is abandoned.");
        }
    }

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

    private async Task TagAsync()
    {
        var parameters = new DialogParameters<ConnectionTagsDialog> { { dialog => dialog.Connection, Connection } };
        var shown = await Dialogs.ShowAsync<ConnectionTagsDialog>("Tags of the connection", parameters, Confirmation.Wide);
        await shown.Result;
    }

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
