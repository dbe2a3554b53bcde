using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Pages;
using Portal.Web.Lists;
using Portal.Web.Shared;

namespace Portal.Web.Connections;

/// <summary>The connections that concern a person's teams.</summary>
public sealed partial class ConnectionsPage
{
    // A request is stored when it is submitted: nobody ever finds a draft here.
    private static readonly ConnectionStage[] Shown = [.. Enum.GetValues<ConnectionStage>().Where(stage => stage != ConnectionStage.Draft)];

    private readonly ListSelection<ConnectionView> _selection = new(connection => connection.Id.ToString());

    [SupplyParameterFromQuery]
    public string? Stage { get; set; }

    /// <summary>Only those that carry this reference.</summary>
    [SupplyParameterFromQuery]
    public string? Reference { get; set; }

    /// <summary>Only those that fit what somebody looks for.</summary>
    [SupplyParameterFromQuery]
    public string? Search { get; set; }

    /// <summary>Only those of this service.</summary>
    [SupplyParameterFromQuery]
    public string? Service { get; set; }

    /// <summary>Only those that cannot go on until a person acts.</summary>
    [SupplyParameterFromQuery]
    public string? Blocked { get; set; }

    protected override string ListName => ConnectionFile.Name;

    protected override ConnectionsPageQuery Query => new(Filter, Cursor);

    private ConnectionFilter Filter => ConnectionListFilter.Read(Stage, Reference, Search, Service, Blocked, SortedBy);

    /// <summary>The stages that are looked for, in words that go on with "No connection of yours".</summary>
    private string Wanted => Filter.Stages.Count == 0
        ? ""
        : $" that is {string.Join(" or ", Filter.Stages.Select(stage => DisplayText.Of(stage).ToLowerInvariant()))}";

    private bool Requests => Actor?.Memberships.Any(membership => membership.Roles.Contains(TeamRole.Consumer)) == true;

    private bool MayAct => Requests || Actor?.IsNetworkAdmin == true;

    protected override Task OnReadAsync(ListSnapshot<ConnectionView> snapshot)
    {
        _selection.Refresh(snapshot.Items);
        return Task.CompletedTask;
    }

    internal static string Named(ConnectionView connection) => $"{connection.ConsumerTeam.Name} → {connection.ServiceName}";
}
