using Hangfire;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using MudBlazor;
using MudBlazor.Services;
using Portal.Infrastructure;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;
using Portal.Jobs;
using Portal.Web.Accounts;
using Portal.Web.Api;
using Portal.Web.Api.Contract;
using Portal.Web.Demo;
using Portal.Web.EndpointServices;
using Portal.Web.Audit;
using Portal.Web.Connections;
using Portal.Web.Invitations;
using Portal.Web.Layout;
using Portal.Web.Lists;
using Portal.Web.Operations;
using Portal.Web.People;
using Portal.Web.Reviews;
using Portal.Web.Routing;
using Portal.Web.Security;
using Portal.Web.Security.Limits;
using Portal.Web.Shared;
using Portal.Web.SignIn;
using Portal.Web.Teams;

namespace Portal.Web.Hosting;

/// <summary>Puts the host together: the one place that knows of every room.</summary>
internal static class PortalApp
{
    public static WebApplication Build(WebApplicationBuilder builder, PortalSetup setup)
    {
        var services = builder.Services;
        services.Configure(setup.Aws);
        services.Configure(setup.Dns ?? (_ => { }));
        services.AddPortalInfrastructure(setup.ConnectionString, setup.Installation, setup.Server);
        if (setup.HighWater is { } file)
        {
            services.AddRecoveryWatch(file);
        }

        services.AddPortalJobs(setup.ConnectionString, setup.Jobs, setup.Server);
        services.AddFaultAwareLogging();
        services.AddSingleton(new SandboxBanner(setup.Demo is not null, setup.Control));
        services.AddSingleton<ConnectionWait>();
        services.AddSingleton<PageReader<OperationsPageQuery, OperationsPageSnapshot>, OperationsPageReader>();
        services.AddExceptionHandler<ApiProblems>();
        services.AddExceptionHandler<DatabaseGuard>();
        services.AddProblemDetails();
        services.AddBodyLimit();
        services.AddStaticFiles(builder.Configuration);
        services.AddApiDocument();
        // What cannot be bound is answered by ApiProblems, too, and not by an empty 400.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.AddRazorComponents().AddInteractiveServerComponents()
            // A draft of a long form comes back from the browser as one message.
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = 256 * 1024);
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            mud.SnackbarConfiguration.PreventDuplicates = true;
        });
        services.AddScoped<Viewer>();
        services.AddScoped<Freshness>();
        services.AddScoped<Ticker>();
        services.AddScoped<DraftStore>();
        services.AddHealthChecks().AddCheck<ReadyCheck>("ready");
        var (signIn, door) = (setup.SignIn ?? new SignInSettings(), setup.Door ?? PublicDoor.Local);
        AddSecurity(services, signIn, door);
        services.AddSingleton(provider => new RequestLimits(setup.Limits ?? new(), provider.GetRequiredService<TimeProvider>()));
        if (setup.Demo is { } demo)
        {
            services.AddSingleton(demo);
            services.AddSingleton<DemoPeople>();
            if (setup.Story && setup.Jobs.Enabled)
            {
                services.AddHostedService<DemoStory>();
            }
        }

        return Map(builder.Build(), setup.Demo is not null, door);
    }

    private static void AddSecurity(IServiceCollection services, SignInSettings signIn, PublicDoor door)
    {
        services.Configure<SignInOptions>(signIn.Apply);
        services.Configure<SessionLifetime>(options => (options.Idle, options.Life) = (signIn.Sessions.Idle, signIn.Sessions.Life));
        door.AddTo(services);
        var secure = door.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
            {
                (cookie.Cookie.Name, cookie.Cookie.HttpOnly, cookie.Cookie.SecurePolicy) = (PortalCookies.Name("portal-session", door.IsSecure), true, secure);
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.LoginPath = PortalUrls.SignIn;
                (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (signIn.Sessions.Life, false);
                cookie.Events.OnValidatePrincipal = SessionEndpoints.CheckAsync;
                cookie.Events.OnRedirectToLogin = SessionEndpoints.AskAsync;
            })
            .AddPolicyScheme(AnySignIn.SchemeName, null, policy => policy.ForwardDefaultSelector = AnySignIn.SchemeOf)
            .AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, BearerAuthentication>(BearerAuthentication.SchemeName, null)
            .AddProviders(signIn, door.IsSecure);
        // In the database: whichever host answers reads the cookies that another has sealed.
        services.AddDataProtection().SetApplicationName("privatelink-portal").PersistKeysToDbContext<PortalDbContext>();
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(forgery =>
            (forgery.Cookie.Name, forgery.Cookie.SecurePolicy) = (PortalCookies.Name("portal-antiforgery", door.IsSecure), secure));
    }

    private static void MapFiles(RouteGroupBuilder files)
    {
        AccountFile.Map(files);
        ConnectionFile.Map(files);
        ServiceFile.Map(files);
        ReviewFile.Map(files);
        AuditFile.Map(files);
        TeamFile.Map(files);
        PersonFile.Map(files);
        InvitationFile.Map(files);
    }

    private static WebApplication Map(WebApplication app, bool isDemo, PublicDoor door)
    {
        app.UseBrowserGuards(door.IsSecure);
        door.Use(app);
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = exception => (exception as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError,
        });
        app.UseBodyLimit();
        app.UseStaticCompression();
        // People who mistype an address get a page; programs get what the API says.
        app.UseStatusCodePagesWithReExecute(PortalUrls.NotFound);
        app.Use((context, next) =>
        {
            if (!HttpMethods.IsGet(context.Request.Method)
                || context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/health")
                || PortalUrls.IsByLink(context.Request.Path))
            {
                context.Features.Get<IStatusCodePagesFeature>()!.Enabled = false;
            }

            return next(context);
        });
        DatabaseGuard.Use(app);
        app.UseAuthentication();
        app.UseBrowserLimits();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapHealthChecks(PortalUrls.Live, new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks(PortalUrls.Ready);
        app.MapPortalApi();
        app.MapApiDocument();
        app.MapSessions();
        app.MapProviders();
        app.MapJoining(isDemo);
        MapFiles(app.MapListFiles());
        if (isDemo)
        {
            app.MapPersonas();
        }

        app.MapHangfireDashboard(PortalUrls.Jobs, new DashboardOptions
        {
            // What the dashboard offers would go around the reconciler: people may look, not touch.
            IsReadOnlyFunc = _ => true,
            AsyncAuthorization = [new AdminsOnly()],
            Authorization = [],
            AppPath = PortalUrls.Operations,
        });
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        app.Services.GetRequiredService<IRecurringJobManager>().SchedulePortalJobs();
        return app;
    }
}
