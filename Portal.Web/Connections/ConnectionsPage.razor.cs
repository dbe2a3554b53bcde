using Microsoft.AspNetCore.Components;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Infrastructure.Pages;

namespace Portal.Web.Connections;

/// <summary>The connections that concern a person's teams.</summary>
public sealed partial class ConnectionsPage
{
    // A request is stored when it is submitted: nobody ever finds a draft here.
    private static readonly ConnectionStage[] Shown = [.. Enum.GetValues<ConnectionStage>().Where(stage => stage != ConnectionStage.Draft)];

    [SupplyParameterFromQuery]
    public string? Stage { get; set; }

    /// <summary>Only those that carry this reference.</summary>
    [SupplyParameterFromQuery]
    public string? Reference { get; set; }

    /// <summary>Only those that fit what somebody looks for.</summary>
    [SupplyParameterFromQuery]
    public string? Search { get; set; }

    [SupplyParameterFromQuery]
    public string? Cursor { get; set; }

    protected override ConnectionsPageQuery Query => new(Wanted, Cursor, Reference, Search);

    private ConnectionStage? Wanted => EnumWords.Read<ConnectionStage>(Stage);

    private bool Requests => Actor?.Memberships.Any(membership => membership.Roles.Contains(TeamRole.Consumer)) == true;
}
