namespace Portal.Web.SignIn;

/// <summary>The person who is a network admin before any group makes one.</summary>
internal sealed class FirstAdminSettings
{
    /// <summary>The provider's short name; may be left out where there is one.</summary>
    public string? Provider { get; set; }

    /// <summary>Their identity there, the claim <c>sub</c>: the sign-in page says it to whoever is turned away.</summary>
    public string Subject { get; set; } = "";
}
