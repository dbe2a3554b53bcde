using Microsoft.AspNetCore.StaticAssets;
using Portal.Web.Routing;
using Portal.Web.Security.Limits;

namespace Portal.Web.Security;

/// <summary>Counts what browsers ask for: pages and circuits, not their files.</summary>
internal static class BrowserLimits
{
    private static readonly string[] CountedElsewhere = ["/api", "/health"];

    public static void UseBrowserLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RequestLimits>();
        app.Use((context, next) => IsCounted(context) && Over(limits, context) is { } over ? over.ToPersonAsync(context) : next(context));
    }

    private static bool IsCounted(HttpContext context) =>
        !CountedElsewhere.Any(path => context.Request.Path.StartsWithSegments(path))
            && context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null;

    private static TooMany? Over(RequestLimits limits, HttpContext context) =>
        (IsSentByLink(context) ? limits.OfLink(context.Request.Path) : null) ?? OverAs(limits, context);

    private static bool IsSentByLink(HttpContext context) =>
        !HttpMethods.IsGet(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<OpenedByLinkAttribute>() is not null;

    private static TooMany? OverAs(RequestLimits limits, HttpContext context) =>
        PortalClaims.Session(context.User) is { } session ? limits.OfBrowser(session)
        // Who has no session is asked for a token there, and counted by that.
        : context.Request.Path.StartsWithSegments(PortalUrls.ApiDocuments) ? null
        : limits.OfStranger(context.Connection.RemoteIpAddress);
}
