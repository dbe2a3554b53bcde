using Portal.Domain.Accounts;

namespace Portal.Web.SignIn;

/// <summary>What the members of a group may do.</summary>
internal sealed class GroupSettings
{
    /// <summary>The provider's short name; may be left out where there is one.</summary>
    public string? Provider { get; set; }

    /// <summary>As the provider writes it into its tokens: a name, or an id.</summary>
    public string Group { get; set; } = "";

    public string? Team { get; set; }

    public IList<TeamRole> TeamRoles { get; } = [];

    public IList<PortalRole> PortalRoles { get; } = [];
}
