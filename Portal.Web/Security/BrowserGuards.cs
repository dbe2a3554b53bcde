using Portal.Web.Routing;
using Scalar.AspNetCore;

namespace Portal.Web.Security;

/// <summary>What every browser is told about the portal's pages, and which pages' requests the portal believes to be its own.</summary>
internal static class BrowserGuards
{
    // MudBlazor writes style attributes. Scripts come as files, from here only.
    private const string Pages =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; "
            + "form-action 'self'; frame-ancestors 'none'";

    // The page that shows the API's document begins with a script, which the browser is told by a word that is good once.
    private const string Reference =
        "default-src 'self'; script-src 'self' 'nonce-{0}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; "
            + "form-action 'self'; frame-ancestors 'none'";

    // Hangfire's dashboard begins with a script in its page.
    private const string Dashboard =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; "
            + "form-action 'self'; frame-ancestors 'none'";

    /// <param name="isSecure">Whether browsers reach the portal by https.</param>
    public static void UseBrowserGuards(this WebApplication app, bool isSecure) => app.Use(async (context, next) =>
    {
        // At the last moment: whoever answers a failure begins with empty headers.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments(PortalUrls.Jobs) ? Dashboard
                : context.Items[ScalarOptions.NonceHttpContextItemKey] is string nonce ? Reference.Replace("{0}", nonce, StringComparison.Ordinal)
                : Pages;
            headers.XContentTypeOptions = "nosniff";
            if (isSecure)
            {
                // For a year, also after the certificate has run out: nobody is talked into plain http.
                headers.StrictTransportSecurity = "max-age=31536000";
            }

            headers["Referrer-Policy"] = "same-origin";
            if (PortalUrls.IsByLink(context.Request.Path))
            {
                // The address itself is the key: it is told to nobody, kept nowhere and found by nobody.
                headers["Referrer-Policy"] = "no-referrer";
                headers.CacheControl = "no-store";
                headers["X-Robots-Tag"] = "noindex, nofollow";
            }

            return Task.CompletedTask;
        });
        if (context.Request.Path.StartsWithSegments("/_blazor") && IsForeign(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await next(context);
    });

    /// <summary>
    /// A browser sends the cookie along when another site's page, for example on another port of this machine, opens a circuit; it also says which page that
    /// was.
    /// </summary>
    private static bool IsForeign(HttpRequest request) =>
        request.Headers.Origin is [{ } origin]
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority == new Uri($"{request.Scheme}://{request.Host}").Authority);
}
