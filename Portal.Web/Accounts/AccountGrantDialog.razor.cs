using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Provisioning;
using Portal.Web.Shared;

namespace Portal.Web.Accounts;

/// <summary>Where a network admin says which team may request from which VPCs of an account.</summary>
public sealed partial class AccountGrantDialog
{
    private static readonly char[] Between = [' ', ',', ';', '\n', '\r', '\t'];

    private IReadOnlyList<TeamView> _teams = [];
    private IReadOnlyList<VpcFacts> _known = [];
    private Guid? _team;
    private bool _named;
    private string? _vpcs;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public AccountView Account { get; set; } = null!;

    /// <summary>The grant to be changed; none for a new one.</summary>
    [Parameter]
    public AccountGrantView? Changed { get; set; }

    [Inject]
    public required AccountGrantCommands Commands { get; init; }

    [Inject]
    public required AccountQueries Accounts { get; init; }

    [Inject]
    public required TeamQueries Teams { get; init; }

    private string? VpcError => Errors.Within("vpcIds");

    protected override async Task OnInitializedAsync()
    {
        (_named, _vpcs) = (Changed?.VpcIds.Count > 0, Changed is null ? null : string.Join(" ", Changed.VpcIds));
        await RunAsync(async _ => _teams = [.. (await Teams.ListAsync(LifetimeToken)).Where(team => team.Id != Account.Team.Id)]);
        if (Account.Managed)
        {
            await ShowKnownAsync();
        }
    }

    /// <summary>A help for typing: where AWS cannot be read just now the ids are typed without it.</summary>
    private async Task ShowKnownAsync()
    {
        try
        {
            _known = await Accounts.VpcsAsync(await Viewer.ReaderAsync(LifetimeToken), Account.AccountId, null, LifetimeToken);
        }
        catch (Exception failed) when (!LifetimeToken.IsCancellationRequested && UserFacingError.Of(failed) is not null)
        {
            _known = [];
        }
    }

    private async Task SendAsync()
    {
        string?[] vpcs = _named ? [.. (_vpcs ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries)] : [];
        if (_named && vpcs.Length == 0)
        {
            Errors.Take([new("vpcIds", "Name at least one VPC, or choose all of them.")]);
            return;
        }

        var input = new AccountGrantInput(Changed is null ? _team : null, vpcs);
        if (await RunAsync(actor => Changed is { } grant
            ? Commands.ChangeAsync(actor, Account.AccountId, grant.Team.Id, grant.Version, input, LifetimeToken)
            : Commands.GiveAsync(actor, Account.AccountId, input, null, LifetimeToken), "It counts at once."))
        {
            Dialog.Close();
        }
    }
}
