using Microsoft.AspNetCore.Authentication.Cookies;

namespace Portal.Web.Security;

/// <summary>For what people read in their browsers, and programs with a token.</summary>
internal static class AnySignIn
{
    public const string SchemeName = "AnySignIn";

    /// <summary>A browser shows its cookie; everybody else is asked for a token.</summary>
    public static string SchemeOf(HttpContext context) =>
        !context.Request.Headers.ContainsKey("Authorization") && context.User.Identity?.AuthenticationType == CookieAuthenticationDefaults.AuthenticationScheme
            ? CookieAuthenticationDefaults.AuthenticationScheme
            : BearerAuthentication.SchemeName;
}
