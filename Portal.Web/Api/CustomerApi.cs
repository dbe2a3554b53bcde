using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Infrastructure.Customers;
using Portal.Web.Routing;
using Portal.Web.Api.Contract;
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
            customers.ListAsync(caller.Actor, id, externalReference, cursor, limit, cancellationToken))
            .Called("listCustomerConnections", "What a service's customers connect by a link");
        api.MapPost("/services/{id:guid}/customer-connections", async (
            Guid id, IdempotencyHeader idempotency, OpenCustomerConnectionInput input, Caller caller, CustomerConnectionCommands commands,
            HttpContext context, CancellationToken cancellationToken) =>
            Made(context, await commands.OpenAsync(caller.Actor, id, input, idempotency.Key, cancellationToken)))
            .Called("openCustomerConnection", "Open a connection for one customer, by a link that is shown once");
        api.MapGet("/customer-connections/{id:guid}", async (
            Guid id, Caller caller, CustomerConnectionQueries customers, CancellationToken cancellationToken) =>
        {
            var customer = await customers.GetAsync(caller.Actor, id, cancellationToken);
            return ApiEndpoints.Found(customer.Version, customer);
        }).Called("getCustomerConnection", "One customer's connection");
        api.MapPost("/customer-connections/{id:guid}/link", async (
            Guid id, IdempotencyHeader idempotency, CustomerLinkInput input, Caller caller, CustomerConnectionCommands commands, HttpContext context,
            CancellationToken cancellationToken) =>
            Made(context, await commands.RenewLinkAsync(caller.Actor, id, null, input, idempotency.Key, cancellationToken)))
            .Called("renewCustomerLink", "Make another link in the place of the one before");
        api.MapDelete("/customer-connections/{id:guid}/link", async (
            Guid id, SeenVersion seen, Caller caller, CustomerConnectionCommands commands, CancellationToken cancellationToken) =>
        {
            await commands.WithdrawLinkAsync(caller.Actor, id, seen.Version, cancellationToken);
            return TypedResults.NoContent();
        }).Called("withdrawCustomerLink", "Have the link show nothing any more");
        api.MapDelete("/customer-connections/{id:guid}", async (
            Guid id, SeenVersion seen, string? reason, Caller caller, CustomerConnectionCommands commands, CustomerConnectionQueries customers,
            CancellationToken cancellationToken) =>
        {
            await commands.EndAsync(caller.Actor, id, seen.Version, reason, cancellationToken);
            var customer = await customers.GetAsync(caller.Actor, id, cancellationToken);
            return ApiEndpoints.Changed($"customer-connections/{id}", customer.Version, customer, takesTime: true);
        }).Called("endCustomerConnection", "End a customer's connection");
    }

    /// <summary>The address is shown once: a repeated request is told which one it made.</summary>
    private static Ok<InvitationApi.LinkBody> Made(HttpContext context, MadeCustomerLink made)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new InvitationApi.LinkBody(
            made.Id, made.Secret is { } secret ? InvitationApi.Address(context.Request, PortalUrls.CustomerBy(secret)) : null));
    }
}
