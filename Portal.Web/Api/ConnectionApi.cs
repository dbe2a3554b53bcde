using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Web.Api.Contract;
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
            "/connections", (
                [WordsOf<ConnectionStage>] string? stage, string? externalReference, string? search, string? cursor, int? limit, Caller caller,
                ConnectionQueries connections, CancellationToken cancellationToken) =>
            connections.ListAsync(
                caller.Actor, ConnectionFilter.At(ApiEndpoints.Filter<ConnectionStage>(stage, "stage")) with { Reference = externalReference, Search = search },
                cursor, limit, cancellationToken))
            .Called("listConnections", "The connections of your teams");
        api.MapGet("/connections/{id:guid}", async (
            Guid id, [WordsOf<ConnectionStage>] string? waitFor, int? timeout, Caller caller, ConnectionWait wait, CancellationToken cancellationToken) =>
        {
            var connection = await wait.ReadAsync(caller.Actor, id, ApiEndpoints.Filter<ConnectionStage>(waitFor, "waitFor"), timeout, cancellationToken);
            return ApiEndpoints.Found(connection.Version, connection);
        }).Called("getConnection", "One connection, at once or when it has come as far as you wait for");
        api.MapGet("/connections/{id:guid}/plan", (Guid id, Caller caller, ConnectionQueries connections, CancellationToken cancellationToken) =>
            connections.PlanAsync(caller.Actor, id, cancellationToken))
            .Called("getConnectionPlan", "What was approved, and what is left to do");
        api.MapGet("/connections/{id:guid}/history", async (
            Guid id, string? cursor, int? limit, Caller caller, ConnectionQueries connections, AuditQueries audit, CancellationToken cancellationToken) =>
        {
            await connections.GetAsync(caller.Actor, id, cancellationToken);
            return await audit.ListAsync(caller.Actor, SubjectKind.Connection, id.ToString(), cursor, limit, cancellationToken);
        }).Called("listConnectionHistory", "What happened to a connection");
        api.MapGet("/connections/{id:guid}/operations", async (Guid id, Caller caller, ConnectionQueries connections, CancellationToken cancellationToken) =>
            new Page<OperationView>(await connections.OperationsAsync(caller.Actor, id, cancellationToken), null))
            .Called("listConnectionOperations", "The AWS calls made for a connection");
        MapChanges(api);
        MapCuttingOff(deciding);
    }

    private static void MapChanges(IEndpointRouteBuilder api)
    {
        api.MapPost("/connections", async (
            IdempotencyHeader idempotency, RequestConnectionInput input, Caller caller, ConnectionCommands commands, CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.RequestAsync(caller.Actor, input, idempotency.Key, cancellationToken)))
            .Called("requestConnection", "Ask for a connection").AskingAws();
        api.MapPost("/connections/{id:guid}/submission", async (
            Guid id, IdempotencyHeader idempotency, RequestConnectionInput input, Caller caller, ConnectionCommands commands,
            CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.ResubmitAsync(caller.Actor, id, input, idempotency.Key, cancellationToken)))
            .Called("resubmitConnection", "Ask again after changes were requested").AskingAws();
        api.MapPost("/connections/preview", (RequestConnectionInput input, Caller caller, ConnectionCommands commands, CancellationToken cancellationToken) =>
            commands.PreviewAsync(caller.Actor, input, cancellationToken))
            .Called("previewConnection", "What a request would do, and who would decide").AskingAws();
        api.MapPatch("/connections/{id:guid}", async (
            Guid id, SeenVersion seen, ChangeConnectionInput input, Caller caller, ChangeConnectionCommands commands, ConnectionQueries connections,
            CancellationToken cancellationToken) =>
        {
            await commands.ChangeAsync(caller.Actor, id, seen.Version, input, cancellationToken);
            var connection = await connections.GetAsync(caller.Actor, id, cancellationToken);
            return ApiEndpoints.Changed($"{Path}/{id}", connection.Version, connection, takesTime: input.ChangesSpec());
        }).Called("changeConnection", "Change a connection").AskingAws();
        api.MapPost("/connections/{id:guid}/preview", (
            Guid id, ChangeConnectionInput input, Caller caller, ChangeConnectionCommands commands, CancellationToken cancellationToken) =>
            commands.PreviewAsync(caller.Actor, id, input, cancellationToken))
            .Called("previewConnectionChange", "What a change of a connection would do").AskingAws();
        api.MapDelete("/connections/{id:guid}/proposal", async (
            Guid id, SeenVersion seen, Caller caller, ChangeConnectionCommands commands, CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.WithdrawProposalAsync(caller.Actor, id, seen.Version, cancellationToken)))
            .Called("withdrawConnectionProposal", "Take back a change of a connection that is being decided");
        api.MapPut("/connections/{id:guid}/endpoint", async (
            Guid id, SeenVersion seen, BringEndpointInput input, Caller caller, ConnectionCommands commands, CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.BringEndpointAsync(caller.Actor, id, seen.Version, input, cancellationToken)))
            .Called("bringEndpoint", "Bring the endpoint that you made in a self-managed account");
        api.MapDelete("/connections/{id:guid}", async (
            Guid id, SeenVersion seen, string? reason, Caller caller, ConnectionCommands commands, CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.DeleteAsync(caller.Actor, id, seen.Version, reason, cancellationToken)))
            .Called("deleteConnection", "Withdraw a request, or delete a connection");
        api.MapPost("/connections/{id:guid}/retry", async (
            Guid id, IdempotencyHeader idempotency, Caller caller, ConnectionCommands commands, CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.RetryAsync(caller.Actor, id, idempotency.Key, cancellationToken)))
            .Called("retryConnection", "Look again and go on with a connection");
        api.MapPost("/connections/{id:guid}/renew", async (
            Guid id, IdempotencyHeader idempotency, RenewConnectionInput input, Caller caller, ConnectionCommands commands,
            CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.RenewAsync(caller.Actor, id, input, idempotency.Key, cancellationToken)))
            .Called("renewConnection", "Ask for another end, or for none");
        api.MapPost("/connections/{id:guid}/reconnect", async (
            Guid id, IdempotencyHeader idempotency, Caller caller, ConnectionCommands commands, CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.ReconnectAsync(caller.Actor, id, idempotency.Key, cancellationToken)))
            .Called("reconnectConnection", "Bring a disconnected connection back");
        api.MapPost("/connections/{id:guid}/differences", async (
            Guid id, IdempotencyHeader idempotency, DecideDifferencesInput input, Caller caller, ConnectionDifferenceCommands commands,
            CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.DecideAsync(caller.Actor, id, null, input, idempotency.Key, cancellationToken)))
            .Called("decideConnectionDifferences", "Decide on what others changed in AWS of a connection");
    }

    private static void MapCuttingOff(IEndpointRouteBuilder api)
    {
        api.MapPost("/connections/{id:guid}/cut-off", async (
            Guid id, IdempotencyHeader idempotency, CutOffInput input, Caller caller, ConnectionCommands commands, CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.CutOffAsync(caller.Actor, id, null, input, idempotency.Key, cancellationToken)))
            .Called("cutOffConnection", "Cut a connection off at once");
        api.MapPost("/connections/{id:guid}/restore", async (
            Guid id, IdempotencyHeader idempotency, Caller caller, ConnectionCommands commands, CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.RestoreAsync(caller.Actor, id, null, idempotency.Key, cancellationToken)))
            .Called("restoreConnection", "Accept a connection again that was cut off");
        api.MapPost("/connections/{id:guid}/abandon", async (
            Guid id, IdempotencyHeader idempotency, AbandonInput input, Caller caller, ConnectionCommands commands, CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.AbandonAsync(caller.Actor, id, null, input, idempotency.Key, cancellationToken)))
            .Called("abandonConnection", "Give a connection up that nobody can delete");
    }
}
