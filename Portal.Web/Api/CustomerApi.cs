using Portal.Infrastructure.Customers;
using Portal.Web.Routing;
using Portal.Web.Security;

namespace Portal.Web.Api;

/// <summary>Connections that providers open for one customer, another company.</summary>
internal static class CustomerApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/services/{id:guid}/customer-connections", (
            Guid id, string? externalReference, string? cursor, int? limit, Caller caller, CustomerConnectionQueries customers,
            CancellationToken cancellationToken) =>
            customers.ListAsync(caller.Actor, id, externalReference, cursor, limit, cancellationToken));
        api.MapPost("/services/{id:guid}/customer-connections", async (
            Guid id, IdempotencyHeader idempotency, OpenCustomerConnectionInput input, Caller caller, CustomerConnectionCommands commands,
            HttpContext context, CancellationToken cancellationToken) =>
            Made(context, await commands.OpenAsync(caller.Actor, id, input, idempotency.Key, cancellationToken)));
        api.MapGet("/customer-connections/{id:guid}", async (
            Guid id, Caller caller, CustomerConnectionQueries customers, CancellationToken cancellationToken) =>
        {
            var customer = await customers.GetAsync(caller.Actor, id, cancellationToken);
            return ApiEndpoints.Found(customer.Version, customer);
        });
        api.MapPost("/customer-connections/{id:guid}/link", async (
            Guid id, IdempotencyHeader idempotency, CustomerLinkInput input, Caller caller, CustomerConnectionCommands commands, HttpContext context,
            CancellationToken cancellationToken) =>
            Made(context, await commands.RenewLinkAsync(caller.Actor, id, null, input, idempotency.Key, cancellationToken)));
        api.MapDelete("/customer-connections/{id:guid}/link", async (
            Guid id, SeenVersion seen, Caller caller, CustomerConnectionCommands commands, CancellationToken cancellationToken) =>
        {
            await commands.WithdrawLinkAsync(caller.Actor, id, seen.Version, cancellationToken);
            return Results.NoContent();
        });
        api.MapDelete("/customer-connections/{id:guid}", async (
            Guid id, SeenVersion seen, string? reason, Caller caller, CustomerConnectionCommands commands, CustomerConnectionQueries customers,
            CancellationToken cancellationToken) =>
        {
            await commands.EndAsync(caller.Actor, id, seen.Version, reason, cancellationToken);
            var customer = await customers.GetAsync(caller.Actor, id, cancellationToken);
            return ApiEndpoints.Changed($"customer-connections/{id}", customer.Version, customer, takesTime: true);
        });
    }

    /// <summary>The address is shown once: a repeated request is told which one it made.</summary>
    private static IResult Made(HttpContext context, MadeCustomerLink made)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok(new
        {
            made.Id,
            Url = made.Secret is { } secret ? InvitationApi.Address(context.Request, PortalUrls.CustomerBy(secret)) : null,
        });
    }
}
