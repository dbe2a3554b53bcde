using Portal.Infrastructure.Security;

namespace Portal.Web.SignIn;

/// <summary>Who may sign in, and for how long.</summary>
internal sealed class SignInSettings
{
    /// <summary>The identity providers by a short name of one's own; several stand side by side.</summary>
    public IDictionary<string, IdentityProviderSettings> Providers { get; } = new Dictionary<string, IdentityProviderSettings>(StringComparer.Ordinal);

    /// <summary>What the members of groups may do.</summary>
    public IList<GroupSettings> Groups { get; } = [];

    /// <summary>A network admin by themselves; none when a group makes some.</summary>
    public FirstAdminSettings? FirstAdmin { get; set; }

    public SessionLifetime Sessions { get; set; } = new();

    public void Apply(SignInOptions options)
    {
        options.Providers = [.. Providers.Keys.Order(StringComparer.Ordinal)];
        options.Groups = [.. Groups.Select(group => new GroupRule(
            ProviderOf(group.Provider)!, group.Group, group.Team, [.. group.TeamRoles], [.. group.PortalRoles]))];
        options.FirstAdmin = FirstAdmin is { } admin ? new FirstAdmin(ProviderOf(admin.Provider)!, admin.Subject) : null;
    }

    /// <summary>Where there is one provider, nobody has to name it.</summary>
    public string? ProviderOf(string? named) => string.IsNullOrEmpty(named) && Providers.Count == 1 ? Providers.Keys.Single() : named;
}
