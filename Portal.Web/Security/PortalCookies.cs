namespace Portal.Web.Security;

/// <summary>How the portal's cookies are called.</summary>
internal static class PortalCookies
{
    /// <summary>By https a browser then takes the cookie from this host alone, for all of it, and never from a page that was read in the clear.</summary>
    public static string Name(string name, bool isSecure) => isSecure ? $"__Host-{name}" : name;
}
