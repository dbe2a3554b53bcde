using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Web.Routing;
using Portal.Web.Shared;

namespace Portal.Web.Connections;

/// <summary>Where a consumer changes a live connection, with what it does and who decides on it beside it.</summary>
public sealed partial class ChangeConnectionPage
{
    // What has a place of its own on the page; errors of anything else stand at its end.
    private static readonly string[] Placed = ["subnets", "securityGroupIds", "privateDns", "tags"];

    private string? _shown;

    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    public required ChangeConnectionCommands Commands { get; init; }

    [Inject]
    public required ConnectionQueries Queries { get; init; }

    [Inject]
    public required EndpointServiceQueries Services { get; init; }

    [Inject]
    public required AccountQueries Accounts { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private IReadOnlyList<(string, string)> Crumbs =>
        [("Connections", PortalUrls.Connections), (Connection?.ServiceName ?? "Connection", PortalUrls.Connection(Id))];

    private ConnectionView? Connection { get; set; }

    private EndpointServiceView? Service { get; set; }

    private RequestForm? Form { get; set; }

    /// <summary>What AWS asks for as tags in the account.</summary>
    private IReadOnlyList<AskedTagView> Asked { get; set; } = [];

    private VpcFacts? Vpc { get; set; }

    private string? VpcProblem { get; set; }

    private ChangePreview? Preview { get; set; }

    private UserFacingError? UserFacingError { get; set; }

    private EventCallback Changed => EventCallback.Factory.Create(this, StateHasChanged);

    private bool IsStale => Preview is not null && _shown != Form!.ToDraft();


    protected override async Task OnInitializedAsync()
    {
        try
        {
            await ReadAsync();
        }
        catch (Exception failed) when (!LifetimeToken.IsCancellationRequested && Shared.UserFacingError.Of(failed) is { } trouble)
        {
            UserFacingError = trouble;
        }
        catch (OperationCanceledException) when (LifetimeToken.IsCancellationRequested)
        {
        }
    }

    private async Task ReadAsync()
    {
        var reader = await Viewer.ReaderAsync(LifetimeToken);
        var connection = await Queries.GetAsync(reader, Id, LifetimeToken);
        Service = await Services.GetAsync(reader, connection.ServiceId, LifetimeToken);
        if (!connection.SelfManaged)
        {
            Asked = await Accounts.AskedTagsAsync(reader, connection.AccountId, connection.ConsumerTeam.Id, LifetimeToken);
            try
            {
                Vpc = (await Accounts.VpcsAsync(reader, connection.AccountId, connection.Region, LifetimeToken))
                    .FirstOrDefault(vpc => vpc.Id == connection.VpcId);
            }
            catch (Exception failed) when (!LifetimeToken.IsCancellationRequested && Shared.UserFacingError.Of(failed) is { } trouble)
            {
                VpcProblem = trouble.Message;
            }
        }

        (Connection, Form, Preview) = (connection, RequestForm.Of(connection), null);
    }

    /// <summary>What is as it was is not sent.</summary>
    private ChangeConnectionInput Input()
    {
        var (was, will) = (RequestForm.Of(Connection!).ToInput(null), Form!.ToInput(null));
        return new(
            Subnets: will.Subnets!.ToHashSet().SetEquals(was.Subnets!) ? null : will.Subnets,
            SecurityGroupIds: will.SecurityGroupIds!.ToHashSet().SetEquals(was.SecurityGroupIds!) ? null : will.SecurityGroupIds,
            PrivateDns: will.PrivateDns == was.PrivateDns ? null : will.PrivateDns,
            Tags: TagForm.Changed(Form!.Tags, Connection!.Tags, Asked));
    }

    private Task<bool> PreviewAsync() => RunAsync(async actor =>
    {
        var draft = Form!.ToDraft();
        Preview = await Commands.PreviewAsync(actor, Id, Input(), LifetimeToken);
        _shown = draft;
    });

    private async Task ChangeAsync()
    {
        if (!await PreviewAsync() || Preview is not { } preview)
        {
            return;
        }

        if (preview.Changes.Count == 0)
        {
            Snackbar.Add("Nothing differs from how it is now.", Severity.Info);
            return;
        }

        var seen = Connection!.Version;
        if (await ChangePlan.Agreement("the connection", preview).AskAsync(Dialogs) is not null
            && await RunAsync(actor => Commands.ChangeAsync(actor, Id, seen, Input(), LifetimeToken), ChangePlan.Done(preview)))
        {
            Navigation.NavigateTo(PortalUrls.Connection(Id));
        }
    }

    private async Task WithdrawAsync()
    {
        var seen = Connection!.Version;
        if (await RunAsync(actor => Commands.WithdrawProposalAsync(actor, Id, seen, LifetimeToken), "The change is withdrawn."))
        {
            await ReadAsync();
        }
    }
}
