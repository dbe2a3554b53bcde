using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Security;
using Portal.Web.Routing;
using Portal.Web.Security;

namespace Portal.Web.SignIn;

/// <summary>Signs people in by the OpenID Connect providers of their companies: code flow with PKCE, and no token of theirs is kept.</summary>
internal static partial class ProviderSignIn
{
    private const string InvitationItem = "invitation";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="isSecure">Whether browsers reach the portal by https.</param>
    public static void AddProviders(this AuthenticationBuilder authentication, SignInSettings settings, bool isSecure)
    {
        foreach (var (key, provider) in settings.Providers)
        {
            authentication.Services.AddSingleton(new IdentityProvider(key, provider.DisplayName ?? key));
            authentication.AddOpenIdConnect(IdentityProvider.SchemeOf(key), options => Configure(options, key, provider, isSecure));
        }
    }

    /// <summary>Leads to a provider; a link and no form, because a form may lead to this portal alone.</summary>
    public static void MapProviders(this IEndpointRouteBuilder routes) => routes.MapGet(
        $"{PortalUrls.SignInAtProvider}/{{key}}",
        (string key, string? returnUrl, HttpContext context) => LeadAsync(context, key, PortalUrls.IsLocal(returnUrl) ? returnUrl! : PortalUrls.Home, null));

    /// <param name="invitation">By which the person will come into a team; it goes along sealed, so that nobody can name another.</param>
    public static async Task<IResult> LeadAsync(HttpContext context, string key, string address, Guid? invitation)
    {
        var services = context.RequestServices;
        if (services.GetServices<IdentityProvider>().FirstOrDefault(provider => provider.Key == key) is not { } provider)
        {
            return Results.Redirect(PortalUrls.SignIn);
        }

        var properties = new AuthenticationProperties { RedirectUri = address };
        if (invitation is { } id)
        {
            properties.Items[InvitationItem] = id.ToString();
        }

        try
        {
            await context.ChallengeAsync(provider.Scheme, properties);
            return Results.Empty;
        }
        catch (Exception away) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            Log.Away(services.GetRequiredService<ILogger<IdentityProvider>>(), away, key);
            return Results.LocalRedirect(
                new SignInProblem(SignInProblemKind.ProviderAway, provider.Name).ToAddress(services.GetRequiredService<IDataProtectionProvider>()));
        }
    }

    private static void Configure(OpenIdConnectOptions options, string key, IdentityProviderSettings provider, bool isSecure)
    {
        options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        options.Authority = provider.Authority!.OriginalString;
        options.RequireHttpsMetadata = provider.Authority.Scheme == Uri.UriSchemeHttps;
        (options.ClientId, options.ClientSecret) = (provider.ClientId, provider.Secret());
        options.CallbackPath = PortalUrls.SignInCallback(key);
        (options.ResponseType, options.ResponseMode, options.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
        (options.SaveTokens, options.MapInboundClaims, options.DisableTelemetry) = (false, false, true);
        options.BackchannelTimeout = Patience;
        foreach (var scope in provider.Scopes)
        {
            options.Scope.Add(scope);
        }

        foreach (var (cookie, name) in new[] { (options.CorrelationCookie, "portal-sign-in-"), (options.NonceCookie, "portal-nonce-") })
        {
            (cookie.Name, cookie.SameSite, cookie.HttpOnly) = (PortalCookies.Name(name, isSecure), SameSiteMode.Lax, true);
            (cookie.SecurePolicy, cookie.Path) = (isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest, "/");
        }

        options.Events = new()
        {
            OnTokenValidated = context => ArriveAsync(context, key, provider),
            OnRemoteFailure = context => FailAsync(context, key, provider.DisplayName ?? key),
        };
    }

    /// <summary>From here on the browser holds the portal's own session and nothing of the provider's.</summary>
    private static async Task ArriveAsync(TokenValidatedContext context, string key, IdentityProviderSettings provider)
    {
        var http = context.HttpContext;
        var person = context.Principal!;
        var arrival = new Arrival(
            key, new PersonKey(context.SecurityToken.Issuer, context.SecurityToken.Subject),
            Arrival.NameOf(person.FindFirstValue("name"), person.FindFirstValue("preferred_username"), context.SecurityToken.Subject),
            [.. person.FindAll(provider.GroupsClaim).Select(claim => claim.Value)]);
        Guid? invitation = context.Properties!.Items.TryGetValue(InvitationItem, out var named) && Guid.TryParse(named, out var id) ? id : null;
        try
        {
            var actor = await http.RequestServices.GetRequiredService<SignIns>().ArriveAsync(arrival, http.RequestAborted, invitation);
            context.Principal = await SessionEndpoints.BeginAsync(http, actor);
            context.Properties!.IsPersistent = false;
        }
        catch (Exception refused) when (ProblemOf(refused) is { } kind)
        {
            var problem = (refused as InvitationRefusedException)?.Problem;
            if (problem is not null)
            {
                await http.RequestServices.GetRequiredService<RefusalLog>().WriteAsync(
                    new(arrival.Person.Issuer, arrival.Person.Subject, arrival.Name, [], []), "an invitation", refused.Message, http.RequestAborted);
            }

            Answer(http, new(kind, provider.DisplayName ?? key, arrival.Person.Issuer, arrival.Person.Subject, arrival.Name, problem));
            context.HandleResponse();
        }
    }

    private static SignInProblemKind? ProblemOf(Exception refused) => refused switch
    {
        NoRoleException => SignInProblemKind.NoRole,
        PersonBlockedException => SignInProblemKind.Blocked,
        InvitationRefusedException => SignInProblemKind.Invitation,
        _ => null,
    };

    private static async Task FailAsync(RemoteFailureContext context, string key, string name)
    {
        var kind = KindOf(context);
        var http = context.HttpContext;
        Log.Failed(http.RequestServices.GetRequiredService<ILogger<IdentityProvider>>(), context.Failure, key, kind);
        await http.RequestServices.GetRequiredService<RefusalLog>().WriteAsync(
            Actor.System("sign-in"), $"sign-in at {name}", kind.ToString(), http.RequestAborted);
        Answer(http, new(kind, name));
        context.HandleResponse();
    }

    private static void Answer(HttpContext context, SignInProblem problem) =>
        context.Response.Redirect(problem.ToAddress(context.RequestServices.GetRequiredService<IDataProtectionProvider>()));

    private static SignInProblemKind KindOf(RemoteFailureContext context) =>
        context.Request.Query.ContainsKey("error") ? SignInProblemKind.Refused
        : Causes(context.Failure).Any(cause => cause is HttpRequestException or TaskCanceledException or IOException) ? SignInProblemKind.ProviderAway
        : SignInProblemKind.Unproven;

    private static IEnumerable<Exception> Causes(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            yield return failure;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The identity provider {Provider} cannot be reached")]
        public static partial void Away(ILogger logger, Exception exception, string provider);

        [LoggerMessage(2, LogLevel.Warning, "Nobody was signed in by the identity provider {Provider}: {Kind}")]
        public static partial void Failed(ILogger logger, Exception? exception, string provider, SignInProblemKind kind);
    }
}
