namespace Portal.Infrastructure.Security;

/// <summary>Who may sign in as what.</summary>
public sealed class SignInOptions
{
    /// <summary>The identity providers by their short names.</summary>
    public IReadOnlyList<string> Providers { get; set; } = [];

    public IReadOnlyList<GroupRule> Groups { get; set; } = [];

    /// <summary>A network admin whatever their groups say, so that there is one before anything is set up; none once there are others.</summary>
    public FirstAdmin? FirstAdmin { get; set; }
}
