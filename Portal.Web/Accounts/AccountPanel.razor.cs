using Microsoft.AspNetCore.Components;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Aws;
using Portal.Web.Shared;

namespace Portal.Web.Accounts;

/// <summary>One account; its networks are read from AWS when somebody asks for them.</summary>
public sealed partial class AccountPanel
{
    [Parameter, EditorRequired]
    public required AccountView Account { get; set; }

    [Inject]
    public required AccountQueries Accounts { get; init; }

    private bool IsOpen { get; set; }

    private IReadOnlyList<VpcFacts>? Vpcs { get; set; }

    private UserFacingError? UserFacingError { get; set; }

    private string HeadingId => $"account-{Account.AccountId}";

    private string NetworksId => $"networks-{Account.AccountId}";

    private string StageText =>
        Account.Managed ? DisplayText.Of(Account.Stage, Account.Unreadable) : $"{DisplayText.Of(Account.Stage, Account.Unreadable)}, self-managed";

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
