using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Aws;
using Portal.Web.Routing;
using Portal.Web.Shared;

namespace Portal.Web.Accounts;

/// <summary>One account; its networks are read from AWS when somebody asks for them.</summary>
public sealed partial class AccountPanel
{
    [Parameter, EditorRequired]
    public required AccountView Account { get; set; }

    [Inject]
    public required AccountQueries Accounts { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required AccountCommands Commands { get; init; }

    /// <summary>Who looks: what the account's own team and network admins may say others may not.</summary>
    [Parameter]
    public Actor? Actor { get; set; }

    private bool MayForget => Actor is { } actor && (actor.IsNetworkAdmin || actor.IsIn(Account.Team.Id));

    private bool SeesAccess => Actor is { } actor && (actor.SeesEverything || actor.IsIn(Account.Team.Id));

    /// <summary>Where its own team goes on; none where nothing is left to do.</summary>
    private (string Text, string Address)? Way => Account.Stage switch
    {
        AccountStage.Retired => ("Register it again", PortalUrls.RegisterAccount),
        AccountStage.Proven when Account.Managed => ("Its role", PortalUrls.AccountSetup(Account.AccountId)),
        _ when Account.Managed => ("Set up its role and prove it", PortalUrls.AccountSetup(Account.AccountId)),
        AccountStage.Registered => ("Prove that it is yours", PortalUrls.AccountChallenge(Account.AccountId)),
        _ => null,
    };

    private bool IsOpen { get; set; }

    private IReadOnlyList<VpcFacts>? Vpcs { get; set; }

    private UserFacingError? UserFacingError { get; set; }

    private string HeadingId => $"account-{Account.AccountId}";

    private string NetworksId => $"networks-{Account.AccountId}";

    private string StageText =>
        Account.Managed ? DisplayText.Of(Account.Stage, Account.Unreadable) : $"{DisplayText.Of(Account.Stage, Account.Unreadable)}, self-managed";

    private async Task RetireAsync()
    {
        var confirmation = new Confirmation(
            $"Retire {Account.Alias}",
            "The portal does nothing more in this account, and nobody publishes or connects from it. Nothing in AWS is changed. Whoever registers it again "
            + "has to prove it again. While a service or a connection lives in it, this is refused.",
            "Retire it", IsHarmful: true, MustType: Account.AccountId);
        if (await confirmation.AskAsync(Dialogs) is not null)
        {
            await RunAsync(actor => Commands.RetireAsync(actor, Account.AccountId, LifetimeToken), $"{Account.Alias} is retired.");
        }
    }

    private Task ToggleAsync()
    {
        IsOpen = !IsOpen;
        return IsOpen ? ReadAsync() : Task.CompletedTask;
    }

    private async Task ReadAsync()
    {
        (Vpcs, UserFacingError) = (null, null);
        try
        {
            Vpcs = await Accounts.VpcsAsync(await Viewer.ReaderAsync(LifetimeToken), Account.AccountId, null, LifetimeToken);
        }
        catch (Exception failed) when (!LifetimeToken.IsCancellationRequested && Shared.UserFacingError.Of(failed) is { } trouble)
        {
            UserFacingError = trouble;
        }
        catch (OperationCanceledException) when (LifetimeToken.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }
}
