namespace Portal.Web.Shared;

/// <summary>Every address of the portal's pages, in one place.</summary>
internal static class PortalUrls
{
    public const string Status = "/";
    public const string SignIn = "/sign-in";
    public const string SignInAsPersona = "/sign-in/persona";
    public const string SignOut = "/sign-out";
    public const string Jobs = "/operations/jobs";
    public const string Live = "/health/live";
    public const string Ready = "/health/ready";
}
