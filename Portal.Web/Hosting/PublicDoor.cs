using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Portal.Web.Hosting;

/// <summary>How browsers reach the portal from outside: by which address, and through which proxies.</summary>
/// <param name="PublicUrl">None on this machine alone.</param>
/// <param name="Proxies">Who may say from where, and how, a request came to them.</param>
internal sealed record PublicDoor(Uri? PublicUrl, IReadOnlyList<IPNetwork> Proxies)
{
    private const string Loopback = "localhost;127.0.0.1;[::1]";

    public static PublicDoor Local { get; } = new(null, []);

    /// <summary>Whether browsers reach it by https.</summary>
    public bool IsSecure => PublicUrl?.Scheme == Uri.UriSchemeHttps;

    /// <summary>The names by which it may be called: nothing that it writes has another in it, and no page of elsewhere reaches it by one of its own.</summary>
    public string AllowedHosts => PublicUrl is null || PublicUrl.IsLoopback ? Loopback : $"{PublicUrl.Host};{Loopback}";

    public void AddTo(IServiceCollection services) => services.Configure<ForwardedHeadersOptions>(options =>
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        // As many proxies one behind the other as are known, and no more.
        options.ForwardLimit = null;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in Proxies)
        {
            options.KnownIPNetworks.Add(proxy);
        }
    });

    public void Use(WebApplication app)
    {
        if (Proxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        if (IsSecure)
        {
            app.Use(RequireHttpsAsync);
        }
    }

    /// <summary>Whoever looks whether it is alive, for example a load balancer, may do so in the clear; nobody else.</summary>
    private async Task RequireHttpsAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.IsHttps || context.Request.Path.StartsWithSegments("/health"))
        {
            await next(context);
            return;
        }

        var address = new Uri(PublicUrl!, context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent());
        if (HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api"))
        {
            context.Response.Redirect(address.ToString(), permanent: true, preserveMethod: true);
            return;
        }

        await TypedResults.Problem(
            statusCode: StatusCodes.Status400BadRequest, title: "Use https",
            detail: $"This came in the clear. Use {PublicUrl!.GetLeftPart(UriPartial.Authority)}. Whoever is on the way has read what you sent: "
                + "replace a token that was in it.").ExecuteAsync(context);
    }
}
