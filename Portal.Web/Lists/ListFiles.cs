using Portal.Domain.Accounts;
using Portal.Web.Routing;
using Portal.Web.Security;

namespace Portal.Web.Lists;

/// <summary>Where lists are had as files: by browsers, and by programs with a token that may read.</summary>
internal static class ListFiles
{
    public static RouteGroupBuilder MapListFiles(this IEndpointRouteBuilder routes) => routes.MapGroup(PortalUrls.Lists)
        .RequireAuthorization(policy => policy.AddAuthenticationSchemes(AnySignIn.SchemeName).RequireAuthenticatedUser()
            .RequireAssertion(asked => asked.Resource is HttpContext context
                && (PortalClaims.Session(context.User) is not null || ScopeRule.Allows(context))))
        .ExcludeFromDescription();

    /// <summary>For somebody whose session has ended meanwhile there is none.</summary>
    public static IResult For(Caller? caller, Func<Actor, IResult> file) => caller is null ? Results.Challenge() : file(caller.Actor);
}
