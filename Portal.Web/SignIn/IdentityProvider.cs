namespace Portal.Web.SignIn;

/// <summary>A provider at which people can sign in, as the sign-in page offers it.</summary>
/// <param name="Key">Its short name in addresses.</param>
/// <param name="Name">What stands on the button.</param>
internal sealed record IdentityProvider(string Key, string Name)
{
    /// <summary>The name under which the framework keeps it.</summary>
    public string Scheme => SchemeOf(Key);

    public static string SchemeOf(string key) => $"provider-{key}";
}
