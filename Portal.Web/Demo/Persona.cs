using Portal.Domain.Accounts;

namespace Portal.Web.Demo;

/// <summary>Somebody that a visitor of the demo can be.</summary>
internal sealed record Persona(string Subject, string Name, string Team, TeamRole? TeamRole, PortalRole? PortalRole)
{
    public const string Issuer = "demo";

    public static IReadOnlyList<Persona> All { get; } =
    [
        new("priya", "Priya Raman", "Payments Platform", Domain.Accounts.TeamRole.Provider, null),
        new("viktor", "Viktor Olsen", "Quarry Databases", Domain.Accounts.TeamRole.Provider, null),
        new("chen", "Chen Wei", "Storefront", Domain.Accounts.TeamRole.Consumer, null),
        new("amara", "Amara Diallo", "Analytics", Domain.Accounts.TeamRole.Consumer, null),
        new("nora", "Nora Lindqvist", "Network Operations", null, Domain.Accounts.PortalRole.NetworkAdmin),
        new("tomas", "Tomás Ibarra", "Assurance", null, Domain.Accounts.PortalRole.Auditor),
    ];

    public IReadOnlyList<string> Roles => [.. new[] { TeamRole?.ToString(), PortalRole?.ToString() }.OfType<string>()];
}
