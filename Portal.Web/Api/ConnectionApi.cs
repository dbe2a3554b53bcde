using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Web.Security;

namespace Portal.Web.Api;

/// <summary>Connections: request, follow, bring an endpoint, delete.</summary>
internal static class ConnectionApi
{
    private const string Path = "connections";

    /// <param name="deciding">For what the other side of a connection decides.</param>
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder deciding)
    {
        api.MapGet(
            "/connections", (string? stage, string? cursor, int? limit, Caller caller, ConnectionQueries connections, CancellationToken cancellationToken) =>
            connections.ListAsync(caller.Actor, ApiEndpoints.Filter<ConnectionStage>(stage, "stage"), cursor, limit, cancellationToken));
        api.MapGet("/connections/{id:guid}", async (
            Guid id, string? waitFor, int? timeout, Caller caller, ConnectionWait wait, HttpResponse response, CancellationToken cancellationToken) =>
        {
            var connection = await wait.ReadAsync(caller.Actor, id, ApiEndpoints.Filter<ConnectionStage>(waitFor, "waitFor"), timeout, cancellationToken);
            return ApiEndpoints.Found(response, connection.Version, connection);
        });
        api.MapGet("/connections/{id:guid}/plan", (Guid id, Caller caller, ConnectionQueries connections, CancellationToken cancellationToken) =>
            connections.PlanAsync(caller.Actor, id, cancellationToken));
        api.MapGet("/connections/{id:guid}/history", async (
            Guid id, string? cursor, int? limit, Caller caller, ConnectionQueries connections, AuditQueries audit, CancellationToken cancellationToken) =>
        {
            await connections.GetAsync(caller.Actor, id, cancellationToken);
            return await audit.ListAsync(caller.Actor, SubjectKind.Connection, id.ToString(), cursor, limit, cancellationToken);
        });
        api.MapGet("/connections/{id:guid}/operations", async (Guid id, Caller caller, ConnectionQueries connections, CancellationToken cancellationToken) =>
            new Page<OperationView>(await connections.OperationsAsync(caller.Actor, id, cancellationToken), null));
        MapChanges(api);
        MapCuttingOff(deciding);
    }

    private static void MapChanges(IEndpointRouteBuilder api)
    {
        api.MapPost("/connections", async (
            IdempotencyHeader idempotency, RequestConnectionInput input, Caller caller, ConnectionCommands commands, HttpResponse response,
            CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(response, Path, await commands.RequestAsync(caller.Actor, input, idempotency.Key, cancellationToken)));
        api.MapPost("/connections/{id:guid}/submission", async (
            Guid id, IdempotencyHeader idempotency, RequestConnectionInput input, Caller caller, ConnectionCommands commands, HttpResponse response,
            CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(response, Path, await commands.ResubmitAsync(caller.Actor, id, input, idempotency.Key, cancellationToken)));
        api.MapPost("/connections/preview", (RequestConnectionInput input, Caller caller, ConnectionCommands commands, CancellationToken cancellationToken) =>
            commands.PreviewAsync(caller.Actor, input, cancellationToken));
        api.MapPatch("/connections/{id:guid}", async (
            Guid id, SeenVersion seen, ChangeConnectionInput input, Caller caller, ChangeConnectionCommands commands, ConnectionQueries connections,
            HttpResponse response, CancellationToken cancellationToken) =>
        {
            await commands.ChangeAsync(caller.Actor, id, seen.Version, input, cancellationToken);
            var connection = await connections.GetAsync(caller.Actor, id, cancellationToken);
            return ApiEndpoints.Changed(response, $"{Path}/{id}", connection.Version, connection, takesTime: input.ChangesSpec);
        });
        api.MapPost("/connections/{id:guid}/preview", (
            Guid id, ChangeConnectionInput input, Caller caller, ChangeConnectionCommands commands, CancellationToken cancellationToken) =>
            commands.PreviewAsync(caller.Actor, id, input, cancellationToken));
        api.MapDelete("/connections/{id:guid}/proposal", async (
            Guid id, SeenVersion seen, Caller caller, ChangeConnectionCommands commands, HttpResponse response, CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(response, Path, await commands.WithdrawProposalAsync(caller.Actor, id, seen.Version, cancellationToken)));
        api.MapPut("/connections/{id:guid}/endpoint", async (
            Guid id, SeenVersion seen, BringEndpointInput input, Caller caller, ConnectionCommands commands, HttpResponse response,
            CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(response, Path, await commands.BringEndpointAsync(caller.Actor, id, seen.Version, input, cancellationToken)));
        api.MapDelete("/connections/{id:guid}", async (
            Guid id, SeenVersion seen, string? reason, Caller caller, ConnectionCommands commands, HttpResponse response,
            CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(response, Path, await commands.DeleteAsync(caller.Actor, id, seen.Version, reason, cancellationToken)));
        api.MapPost("/connections/{id:guid}/retry", async (
            Guid id, IdempotencyHeader idempotency, Caller caller, ConnectionCommands commands, HttpResponse response, CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(response, Path, await commands.RetryAsync(caller.Actor, id, idempotency.Key, cancellationToken)));
        api.MapPost("/connections/{id:guid}/renew", async (
            Guid id, IdempotencyHeader idempotency, RenewConnectionInput input, Caller caller, ConnectionCommands commands, HttpResponse response,
            CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(response, Path, await commands.RenewAsync(caller.Actor, id, input, idempotency.Key, cancellationToken)));
        api.MapPost("/connections/{id:guid}/reconnect", async (
            Guid id, IdempotencyHeader idempotency, Caller caller, ConnectionCommands commands, HttpResponse response, CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(response, Path, await commands.ReconnectAsync(caller.Actor, id, idempotency.Key, cancellationToken)));
        api.MapPost("/connections/{id:guid}/differences", async (
            Guid id, IdempotencyHeader idempotency, DecideDifferencesInput input, Caller caller, ConnectionDifferenceCommands commands,
            HttpResponse response, CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(response, Path, await commands.DecideAsync(caller.Actor, id, null, input, idempotency.Key, cancellationToken)));
    }

    private static void MapCuttingOff(IEndpointRouteBuilder api)
    {
        api.MapPost("/connections/{id:guid}/cut-off", async (
            Guid id, IdempotencyHeader idempotency, CutOffInput input, Caller caller, ConnectionCommands commands, HttpResponse response,
            CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(response, Path, await commands.CutOffAsync(caller.Actor, id, null, input, idempotency.Key, cancellationToken)));
        api.MapPost("/connections/{id:guid}/restore", async (
            Guid id, IdempotencyHeader idempotency, Caller caller, ConnectionCommands commands, HttpResponse response, CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(response, Path, await commands.RestoreAsync(caller.Actor, id, null, idempotency.Key, cancellationToken)));
        api.MapPost("/connections/{id:guid}/abandon", async (
            Guid id, IdempotencyHeader idempotency, AbandonInput input, Caller caller, ConnectionCommands commands, HttpResponse response,
            CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(response, Path, await commands.AbandonAsync(caller.Actor, id, null, input, idempotency.Key, cancellationToken)));
    }
}
