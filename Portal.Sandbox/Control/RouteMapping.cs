using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Portal.Sandbox.Control;

internal static class RouteMapping
{
    public static void Map(this IEndpointRouteBuilder routes, string pattern, string method, RequestDelegate handler) =>
        routes.MapMethods(pattern, [method], handler);
}
