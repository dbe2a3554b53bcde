using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;
using Portal.Web.Api.Contract;
using Portal.Web.Security;

namespace Portal.Web.Api;

/// <summary>The REST API, version 1: it only ever gains.</summary>
internal static class ApiEndpoints
{
    private const string Root = "/api/v1";

    public static void MapPortalApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root)
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(BearerAuthentication.SchemeName).RequireAuthenticatedUser()
                .RequireAssertion(asked => asked.Resource is HttpContext context && ScopeRule.Allows(context)))
            .DisableAntiforgery()
            .AddEndpointFilter(NothingExpected.CheckAsync);
        AccountApi.Map(api);
        EndpointServiceApi.Map(Needing(api, TokenScope.Publish), Needing(api, TokenScope.Decide), Needing(api, TokenScope.Request));
        ConnectionApi.Map(Needing(api, TokenScope.Request), Needing(api, TokenScope.Decide));
        ReviewApi.Map(Needing(api, TokenScope.Decide));
        ReviewApi.MapThread(Needing(api, TokenScope.Request));
        AuditApi.Map(api);
        TeamApi.Map(api);
        PersonApi.Map(api);
        InvitationApi.Map(api);
        GroupRuleApi.Map(api);
        CustomerApi.Map(Needing(api, TokenScope.Publish));
        api.MapFallback(
            () => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "No such resource", detail: "The API has nothing at this address."))
            .ExcludeFromDescription();
    }

    private static RouteGroupBuilder Needing(RouteGroupBuilder api, TokenScope scope) => api.MapGroup("").WithMetadata(new ScopeRule(scope));

    /// <summary>What has begun and takes time: where to follow it.</summary>
    public static Started<ReceiptBody> Accepted(string path, Receipt receipt) => Accepted(path, receipt, body => body);

    /// <param name="more">What else is told at once.</param>
    public static Started<T> Accepted<T>(string path, Receipt receipt, Func<ReceiptBody, T> more) => new(
        $"{Root}/{path}/{receipt.Id}", receipt.Version, more(new ReceiptBody(receipt.Id, ApiJson.Name(receipt.Stage), receipt.Version)));

    public static Found<T> Found<T>(int version, T body) => new(version, body);

    /// <summary>A change was taken up: what it changed, and where to follow it if it takes time.</summary>
    public static Changed<T> Changed<T>(string path, int version, T body, bool takesTime) => new($"{Root}/{path}", version, body, takesTime);

    /// <summary>Reads a filter that names one of an enum's members.</summary>
    /// <exception cref="InvalidInputException">It names none.</exception>
    public static T? Filter<T>(string? text, string field)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return EnumWords.Read<T>(text) ?? throw new InvalidInputException([new(field, $"Use one of {string.Join(", ", EnumWords.All<T>())}.")]);
    }

    internal sealed record ReceiptBody(Guid Id, string Stage, int Version);
}
