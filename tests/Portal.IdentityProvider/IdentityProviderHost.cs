using System.Net;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Portal.IdentityProvider;

/// <summary>An OpenID Connect provider on loopback with people of one's own: code flow with PKCE, one client, keys that live as long as it does.</summary>
public sealed class IdentityProviderHost : IAsyncDisposable
{
    public const string ClientId = "privatelink-portal";
    public const string ClientSecret = "known-to-everybody-on-this-machine";

    private readonly WebApplication _app;

    private IdentityProviderHost(WebApplication app) => _app = app;

    /// <summary>Where its metadata is.</summary>
    public Uri Authority => new(_app.Urls.First());

    /// <param name="port">Of loopback; 0 takes any free one.</param>
    public static async Task<IdentityProviderHost> StartAsync(int port, IReadOnlyList<ProvidedPerson> people)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddOpenIddict().AddServer(Configure);
        var app = builder.Build();
        app.UseAuthentication();
        app.MapMethods("/connect/authorize", [HttpMethods.Get, HttpMethods.Post], context => AuthorizeAsync(context, people));
        await app.StartAsync();
        return new(app);
    }

    /// <summary>Completes when the process is told to end.</summary>
    public Task WaitAsync() => ((IHost)_app).WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static void Configure(OpenIddictServerBuilder server)
    {
        // Without a database: what it has to know of its one client stands here.
        server.EnableDegradedMode();
        server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token");
        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        server.RegisterScopes(Scopes.Profile);
        server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
        server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(request =>
        {
            if (request.ClientId != ClientId || !IsOurs(request.RedirectUri))
            {
                request.Reject(Errors.InvalidClient, "This client, or where it wants the browser back, is not registered here.");
            }

            return default;
        }));
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(request =>
        {
            if (request.ClientId != ClientId || request.ClientSecret != ClientSecret)
            {
                request.Reject(Errors.InvalidClient, "This client, or its secret, is not registered here.");
            }

            return default;
        }));
    }

    private static bool IsOurs(string? redirect) =>
        Uri.TryCreate(redirect, UriKind.Absolute, out var address) && address.IsLoopback
        && address.AbsolutePath.EndsWith("/callback", StringComparison.Ordinal);

    private static async Task AuthorizeAsync(HttpContext context, IReadOnlyList<ProvidedPerson> people)
    {
        var chosen = context.Request.HasFormContentType ? context.Request.Form["subject"].ToString() : null;
        if (chosen == "")
        {
            var denied = new Dictionary<string, string?> { [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.AccessDenied };
            await context.ForbidAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, new AuthenticationProperties(denied));
        }
        else if (people.FirstOrDefault(person => person.Subject == chosen) is { } person)
        {
            await SignInAsync(context, person);
        }
        else
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(Page(context.GetOpenIddictServerRequest()!, people));
        }
    }

    private static Task SignInAsync(HttpContext context, ProvidedPerson person)
    {
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, person.Subject).SetClaim(Claims.Name, person.Name);
        identity.AddClaims(person.Groups.Select(group => new Claim("groups", group)));
        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes(context.GetOpenIddictServerRequest()!.GetScopes());
        principal.SetDestinations(_ => [Destinations.IdentityToken]);
        return context.SignInAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, principal, null);
    }

    private static string Page(OpenIddictRequest request, IReadOnlyList<ProvidedPerson> people)
    {
        var page = new StringBuilder("<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>");
        page.Append("<link rel=icon href=data:,><title>Sign in</title>");
        page.Append("<body style='font:16px sans-serif;max-width:32em;margin:3em auto;padding:0 1em'><h1>Example identity provider</h1>");
        page.Append("<p>Nobody is asked for a password here: it runs on this machine, to show how the portal signs people in.</p>");
        page.Append("<form method=post>");
        foreach (var parameter in request.GetParameters())
        {
            page.Append($"<input type=hidden name='{Html(parameter.Key)}' value='{Html(parameter.Value.ToString())}'>");
        }

        foreach (var person in people)
        {
            page.Append($"<p><button name=subject value='{Html(person.Subject)}' style='font:inherit;padding:.6em 1em'>{Html(person.Name)}</button> ");
            page.Append($"{Html(string.Join(", ", person.Groups))}</p>");
        }

        return page.Append("<p><button name=subject value=''>Cancel</button></p></form></body></html>").ToString();
    }

    private static string Html(string? text) => WebUtility.HtmlEncode(text) ?? "";
}
