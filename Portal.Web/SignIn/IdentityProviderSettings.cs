namespace Portal.Web.SignIn;

/// <summary>An OpenID Connect provider, and how the portal is known there.</summary>
internal sealed class IdentityProviderSettings
{
    /// <summary>What stands on the button; none for the short name.</summary>
    public string? DisplayName { get; set; }

    /// <summary>Where its metadata is: <c>Authority/.well-known/openid-configuration</c>.</summary>
    public Uri? Authority { get; set; }

    public string ClientId { get; set; } = "";

    public string? ClientSecret { get; set; }

    /// <summary>A file that holds the secret, as containers mount it.</summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>The claim in which the person's groups stand.</summary>
    public string GroupsClaim { get; set; } = "groups";

    /// <summary>What is asked for besides <c>openid</c> and <c>profile</c>.</summary>
    public IList<string> Scopes { get; } = [];

    /// <exception cref="IOException">The file cannot be read.</exception>
    public string? Secret() => ClientSecretFile is null ? ClientSecret : File.ReadAllText(ClientSecretFile).Trim();
}
