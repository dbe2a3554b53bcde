using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Security;
using Portal.Web.Security;

namespace Portal.Web.Status;

/// <summary>What there is and how it is doing, at a glance.</summary>
public sealed partial class StatusPage
{
    private const int Shown = 50;

    [Inject]
    public required Identities Identities { get; init; }

    [Inject]
    public required EndpointServiceQueries EndpointServices { get; init; }

    [Inject]
    public required ConnectionQueries ConnectionQueries { get; init; }

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; init; }

    private Actor? Actor { get; set; }

    private IReadOnlyList<EndpointServiceView> Services { get; set; } = [];

    private IReadOnlyList<ConnectionView> Connections { get; set; } = [];

    protected override async Task OnInitializedAsync()
    {
        if (PortalClaims.Identity((await Authentication).User) is not var (issuer, subject)
            || await Identities.OfPersonAsync(issuer, subject, CancellationToken.None) is not { } actor)
        {
            return;
        }

        Actor = actor;
        Services = (await EndpointServices.ListAsync(actor, null, null, Shown, CancellationToken.None)).Items;
        Connections = (await ConnectionQueries.ListAsync(actor, null, null, Shown, CancellationToken.None)).Items;
    }
}
