namespace Portal.Web.Security;

/// <summary>Nobody known looks at the page any more.</summary>
public sealed class SignedOutException() : Exception("You are signed out. Sign in again to go on.");
