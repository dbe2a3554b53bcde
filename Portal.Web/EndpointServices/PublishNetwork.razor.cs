using Microsoft.AspNetCore.Components;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Aws;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>Where a service is to be: an account, and what AWS shows in it.</summary>
public sealed partial class PublishNetwork
{
    private int _reads;
    private string? _read;

    [Parameter, EditorRequired]
    public PublishForm Form { get; set; } = null!;

    /// <summary>What is wrong with the whole form.</summary>
    [Parameter, EditorRequired]
    public FormErrors FormErrors { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyList<AccountView> Accounts { get; set; } = [];

    [Parameter, EditorRequired]
    public EventCallback Changed { get; set; }

    /// <summary>Tells which VPC is chosen, once it was read; none when it is gone.</summary>
    [Parameter, EditorRequired]
    public EventCallback<VpcFacts?> VpcRead { get; set; }

    [Inject]
    public required AccountQueries Queries { get; init; }

    private IReadOnlyList<VpcFacts> Vpcs { get; set; } = [];

    private VpcFacts? Vpc => Vpcs.FirstOrDefault(vpc => vpc.Id == Form.VpcId);

    private UserFacingError? UserFacingError { get; set; }

    private bool IsReading { get; set; }

    private string Place => $"{Form.AccountId}/{Form.Region}";

    /// <summary>Also after a draft was found, or dropped.</summary>
    protected override Task OnParametersSetAsync() => Place == _read ? Task.CompletedTask : ReadAsync();

    private Task ChooseAccountAsync(string? accountId) =>
        MoveAsync(accountId, Accounts.FirstOrDefault(account => account.AccountId == accountId)?.Region ?? Form.Region);

    private Task ChooseRegionAsync(string? region) => MoveAsync(Form.AccountId, region?.Trim());

    private async Task MoveAsync(string? accountId, string? region)
    {
        (Form.AccountId, Form.Region, Form.VpcId) = (accountId, region, null);
        Form.SubnetIds.Clear();
        await Changed.InvokeAsync();
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var turn = ++_reads;
        (_read, Vpcs, UserFacingError, IsReading) = (Place, [], null, Form.AccountId is not null);
        await VpcRead.InvokeAsync(null);
        if (Form.AccountId is not { } accountId)
        {
            return;
        }

        try
        {
            var vpcs = await Queries.VpcsAsync(await Viewer.ReaderAsync(LifetimeToken), accountId, PublishForm.Text(Form.Region), LifetimeToken);
            // Only the answer to the last question counts.
            (Vpcs, IsReading) = turn == _reads ? (vpcs, false) : (Vpcs, IsReading);
        }
        catch (Exception failed) when (!LifetimeToken.IsCancellationRequested && Shared.UserFacingError.Of(failed) is { } trouble)
        {
            (UserFacingError, IsReading) = turn == _reads ? (trouble, false) : (UserFacingError, IsReading);
        }
        catch (OperationCanceledException) when (LifetimeToken.IsCancellationRequested)
        {
            return;
        }

        await VpcRead.InvokeAsync(Vpc);
    }

    private async Task ChooseVpcAsync(VpcFacts vpc)
    {
        Form.VpcId = vpc.Id;
        Form.SubnetIds.Clear();
        await VpcRead.InvokeAsync(vpc);
        await Changed.InvokeAsync();
    }

    private string AccountText(string? accountId) =>
        Accounts.FirstOrDefault(account => account.AccountId == accountId) is { } account ? $"{account.Alias} · {account.AccountId}" : accountId ?? "";
}
