using Microsoft.AspNetCore.Components;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Reviews;
using Portal.Web.Routing;
using Portal.Web.Shared;

namespace Portal.Web.Connections;

/// <summary>Where a consumer asks for a connection, or changes what an approver wants changed.</summary>
public sealed partial class RequestConnectionPage
{
    private static readonly string[] Placed =
        ["accountId", "vpcId", "subnets", "securityGroupIds", "justification", "endsAt", "externalReference", "privateDns", "tags"];

    private int _previews;
    private string _draftKey = "";

    /// <summary>The service to connect to.</summary>
    [SupplyParameterFromQuery]
    public string? Service { get; set; }

    /// <summary>The connection whose request is to be changed.</summary>
    [SupplyParameterFromQuery]
    public string? Change { get; set; }

    /// <summary>The connection whose request is to be made again, as a new one.</summary>
    [SupplyParameterFromQuery]
    public string? Like { get; set; }

    [Inject]
    public required ReviewQueries Reviews { get; init; }

    [Inject]
    public required ConnectionCommands Commands { get; init; }

    [Inject]
    public required ConnectionQueries Connections { get; init; }

    [Inject]
    public required EndpointServiceQueries Services { get; init; }

    [Inject]
    public required AccountQueries AccountQueries { get; init; }

    [Inject]
    public required DraftStore Drafts { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private string Address => Navigation.ToAbsoluteUri(Navigation.Uri).PathAndQuery;

    private Guid? ChangeId => PortalUrls.Id(Change);

    private static IReadOnlyList<(string, string)> Crumbs => [("Connections", PortalUrls.Connections)];

    private RequestForm Form { get; set; } = new();

    private EndpointServiceView? Target { get; set; }

    /// <summary>The round in which changes were asked for; none for a new request.</summary>
    private ReviewView? LastRound { get; set; }

    private IReadOnlyList<AccountView> Accounts { get; set; } = [];

    private IReadOnlyList<VpcFacts> Vpcs { get; set; } = [];

    private VpcFacts? Vpc => Vpcs.FirstOrDefault(vpc => vpc.Id == Form.VpcId);

    /// <summary>What AWS asks for as tags in the chosen account.</summary>
    private IReadOnlyList<AskedTagView> Asked =>
        Form.SelfManaged ? [] : Accounts.FirstOrDefault(account => account.AccountId == Form.AccountId)?.ToAskFor() ?? [];

    private ConnectionPreview? Preview { get; set; }

    private UserFacingError? UserFacingError { get; set; }

    private UserFacingError? AccountTrouble { get; set; }

    private UserFacingError? PreviewTrouble { get; set; }

    private bool IsLoading { get; set; } = true;

    private bool IsReadingVpcs { get; set; }

    private bool IsPreviewing { get; set; }

    private bool IsDraft { get; set; }

    /// <summary>What should be known of private DNS before it is asked for.</summary>
    private IEnumerable<string> PrivateDnsNotes => Preview?.PrivateDns is { } checkedDns
        ? checkedDns.Notes.Select(note => note.Text)
        : Target?.PrivateDns is { State: not PrivateDnsNameState.Verified }
        ? ["The provider has not proved yet that the name is theirs. It is switched on by itself as soon as they have."]
        : [];

    private DateTime Tomorrow => Clock.GetUtcNow().UtcDateTime.Date.AddDays(1);

    protected override async Task OnInitializedAsync()
    {
        await TryLoadAsync();
        IsLoading = false;
    }

    private async Task TryLoadAsync()
    {
        try
        {
            await LoadAsync();
        }
        catch (Exception failed) when (UserFacingError.Of(failed) is { } trouble)
        {
            UserFacingError = trouble;
        }
    }

    private async Task LoadAsync()
    {
        var actor = await Viewer.ActorAsync(LifetimeToken);
        var changed = ChangeId is { } id ? await Connections.GetAsync(actor, id, LifetimeToken) : null;
        if (changed is not null && !ConnectionLifecycle.Allows(changed.Stage, ConnectionAction.Submit))
        {
            throw new IllegalMoveException("The request", DisplayText.Of(changed.Stage), "change");
        }

        LastRound = changed?.ReviewId is { } last ? await Reviews.GetAsync(actor, last, LifetimeToken) : null;
        if ((changed?.ServiceId ?? PortalUrls.Id(Service)) is not { } serviceId)
        {
            return;
        }

        Target = await Services.GetAsync(actor, serviceId, LifetimeToken);
        Accounts = [.. (await AccountQueries.ListAsync(actor, LifetimeToken)).Where(account => account.Managed || account.Stage == AccountStage.Proven)];
        _draftKey = $"request:{Uri.EscapeDataString(actor.Subject)}:{ChangeId ?? PortalUrls.Id(Like) ?? serviceId}";
        var draft = RequestForm.FromDraft(await Drafts.FindAsync(_draftKey, LifetimeToken));
        IsDraft = draft is not null;
        var like = changed is null && PortalUrls.Id(Like) is { } earlier ? await Connections.GetAsync(actor, earlier, LifetimeToken) : null;
        Form = draft ?? (changed is not null ? RequestForm.Of(changed) : like is not null ? RequestForm.Like(like, Clock.GetUtcNow()) : new RequestForm());
        Form.ServiceId = serviceId;
        if (Form.AccountId is null && Accounts.Count == 1)
        {
            Form.AccountId = Accounts[0].AccountId;
        }

        Form.SelfManaged = IsSelfManaged(Form.AccountId);
        await ReadVpcsAsync();
        await PreviewAsync();
    }

    private async Task ChooseAccountAsync(string? accountId)
    {
        (Form.AccountId, Form.SelfManaged) = (accountId, IsSelfManaged(accountId));
        Form.ForgetNetwork(withVpc: true);
        await ReadVpcsAsync();
        await ChangedAsync();
    }

    private async Task ChooseVpcAsync(string? vpcId)
    {
        Form.VpcId = vpcId;
        Form.ForgetNetwork(withVpc: false);
        await ChangedAsync();
    }

    private async Task SetPrivateDnsAsync(bool on)
    {
        Form.PrivateDns = on;
        await ChangedAsync();
    }

    private async Task ReadVpcsAsync()
    {
        (Vpcs, AccountTrouble) = ([], null);
        if (Form.AccountId is not { } accountId || Form.SelfManaged)
        {
            return;
        }

        IsReadingVpcs = true;
        StateHasChanged();
        try
        {
            var read = await AccountQueries.VpcsAsync(await Viewer.ReaderAsync(LifetimeToken), accountId, Target!.Region, LifetimeToken);
            // The person may have chosen another account meanwhile.
            Vpcs = accountId == Form.AccountId ? read : Vpcs;
        }
        catch (Exception failed) when (UserFacingError.Of(failed) is { } trouble)
        {
            AccountTrouble = accountId == Form.AccountId ? trouble : AccountTrouble;
        }

        IsReadingVpcs = IsReadingVpcs && accountId != Form.AccountId;
    }

    private async Task ChangedAsync()
    {
        await KeepDraftAsync();
        await PreviewAsync();
    }

    /// <summary>A tag changes nothing of what a request causes; only what is asked for is checked anew.</summary>
    private Task TagsChangedAsync() => Asked.Count > 0 ? ChangedAsync() : KeepDraftAsync();

    private async Task TypedAsync()
    {
        Recheck();
        await KeepDraftAsync();
    }

    private Task SetEndAsync(DateTime? day)
    {
        Form.EndDay = day;
        Recheck();
        return ChangedAsync();
    }

    protected override IReadOnlyList<FieldError> CheckForm() => Target is null ? [] : Commands.CheckForm(Input, Form.SelfManaged);

    private RequestConnectionInput Input => Form.ToInput(Target!.Region, Asked);

    private async Task KeepDraftAsync()
    {
        Form.Id = Guid.CreateVersion7();
        await Drafts.KeepAsync(_draftKey, Form.ToDraft(), $"Request to {Target!.Name}", Address, LifetimeToken);
    }

    private async Task StartAfreshAsync()
    {
        await Drafts.DropAsync(_draftKey, LifetimeToken);
        (Form, IsDraft, Preview) = (new RequestForm(), false, null);
        Errors.Clear();
        await TryLoadAsync();
    }

    private async Task PreviewAsync()
    {
        var turn = ++_previews;
        (Preview, PreviewTrouble, IsPreviewing) = (null, null, Form.CanBePreviewed);
        if (!Form.CanBePreviewed)
        {
            Recheck();
            return;
        }

        try
        {
            // What it is for changes nothing of what it causes.
            var preview = await Commands.PreviewAsync(await Viewer.ReaderAsync(LifetimeToken), Input with { Justification = "Preview" }, LifetimeToken);
            Show(turn, () =>
            {
                Preview = preview;
                Errors.Take([]);
            });
        }
        catch (InvalidInputException invalid)
        {
            Show(turn, () => Errors.Take(invalid.Errors));
        }
        catch (Exception failed) when (UserFacingError.Of(failed) is { } trouble)
        {
            Show(turn, () => PreviewTrouble = trouble);
        }
    }

    /// <summary>Only the answer to the last question counts.</summary>
    private void Show(int turn, Action show)
    {
        if (turn == _previews)
        {
            IsPreviewing = false;
            show();
            Recheck();
        }
    }

    private async Task SubmitAsync()
    {
        Receipt? receipt = null;
        var input = Input;
        if (await RunAsync(
            async actor => receipt = ChangeId is { } id
                ? await Commands.ResubmitAsync(actor, id, input, FormKey.Of(Form.Id, input), LifetimeToken)
                : await Commands.RequestAsync(actor, input, FormKey.Of(Form.Id, input), LifetimeToken),
            "Your request is on its way. This page shows whose turn it is."))
        {
            await Drafts.DropAsync(_draftKey, LifetimeToken);
            Navigation.NavigateTo(PortalUrls.Connection(receipt!.Id));
        }
    }

    private string AccountText(string? accountId) =>
        Accounts.FirstOrDefault(account => account.AccountId == accountId) is { } account
            ? $"{account.Alias} · {account.AccountId}{(account.Managed ? "" : " · self-managed")}"
            : "";

    private bool IsSelfManaged(string? accountId) => Accounts.Any(account => account.AccountId == accountId && !account.Managed);

    private string VpcText(string? vpcId) => Vpcs.FirstOrDefault(vpc => vpc.Id == vpcId) is { } vpc
        ? $"{vpc.Name ?? vpc.Id} · {string.Join(", ", vpc.Cidrs)}{(vpc.IsShared ? " · shared into the account: only its owner can" : "")}"
        : "";
}
