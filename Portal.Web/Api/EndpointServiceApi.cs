using Portal.Domain.Audit;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.UnclaimedEndpoints;
using Portal.Web.Api.Contract;
using Portal.Web.Security;

namespace Portal.Web.Api;

/// <summary>Services: find, publish, describe, withdraw.</summary>
internal static class EndpointServiceApi
{
    private const string Path = "services";

    /// <param name="deciding">For what is decided on endpoints that nobody asked for.</param>
    /// <param name="requesting">For what asks for a connection.</param>
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder deciding, IEndpointRouteBuilder requesting)
    {
        api.MapGet(
            "/services", (string? search, string? cursor, int? limit, Caller caller, EndpointServiceQueries services, CancellationToken cancellationToken) =>
            services.ListAsync(caller.Actor, search, cursor, limit, cancellationToken))
            .Called("listServices", "The catalogue as you may see it");
        api.MapGet(
            "/services/{id:guid}",
            async (Guid id, Caller caller, EndpointServiceQueries services, CancellationToken cancellationToken) =>
        {
            var service = await services.GetAsync(caller.Actor, id, cancellationToken);
            return ApiEndpoints.Found(service.Version, service);
        }).Called("getService", "One service");
        api.MapGet(
            "/services/{id:guid}/operations",
            async (Guid id, Caller caller, EndpointServiceQueries services, OperationQueries operations, CancellationToken cancellationToken) =>
        {
            var service = await services.GetAsync(caller.Actor, id, cancellationToken);
            // What the provider's account was asked to do is for the provider's people.
            return new Infrastructure.Data.Page<OperationView>(
                service.Own is null ? [] : await operations.ListAsync(SubjectKind.Service, id, cancellationToken), null);
        }).Called("listServiceOperations", "The AWS calls made for a service");
        api.MapGet("/arrivals", async (Caller caller, UnclaimedEndpointQueries endpoints, CancellationToken cancellationToken) =>
            new Infrastructure.Data.Page<UnclaimedEndpointView>(await endpoints.ListAsync(caller.Actor, cancellationToken), null))
            .Called("listArrivals", "Endpoints that nobody asked the portal for");
        MapChanges(api);
        MapUnclaimed(deciding);
        requesting.MapPost("/arrivals/{vpcEndpointId}/adoption", async (
            string vpcEndpointId, IdempotencyHeader idempotency, AdoptEndpointInput input, Caller caller, EndpointAdoption adoption,
            CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted("connections", await adoption.AdoptAsync(caller.Actor, vpcEndpointId, input, idempotency.Key, cancellationToken)))
            .Called("adoptArrival", "Ask that an unclaimed endpoint of a managed account becomes a connection").AskingAws();
    }

    private static void MapUnclaimed(IEndpointRouteBuilder api)
    {
        api.MapPost("/arrivals/{vpcEndpointId}/rejection", async (
            string vpcEndpointId, IdempotencyHeader idempotency, RejectUnclaimedInput input, Caller caller, UnclaimedEndpointCommands commands,
            CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.RejectAsync(caller.Actor, vpcEndpointId, input, idempotency.Key, cancellationToken)))
            .Called("rejectArrival", "Turn an unclaimed endpoint away");
        api.MapDelete("/arrivals/{vpcEndpointId}/rejection", async (
            string vpcEndpointId, Caller caller, UnclaimedEndpointCommands commands, CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.LiftRejectionAsync(caller.Actor, vpcEndpointId, cancellationToken)))
            .Called("liftArrivalRejection", "Take the rejection of an unclaimed endpoint back");
        api.MapPost("/arrivals/{vpcEndpointId}/claim", async (
            string vpcEndpointId, IdempotencyHeader idempotency, ClaimEndpointInput input, Caller caller, UnclaimedEndpointCommands commands,
            CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted("connections", await commands.ClaimAsync(caller.Actor, vpcEndpointId, input, idempotency.Key, cancellationToken)))
            .Called("claimArrival", "Give an unclaimed endpoint to a connection");
    }

    private static void MapChanges(IEndpointRouteBuilder api)
    {
        api.MapPost("/services", async (
            IdempotencyHeader idempotency, PublishServiceInput input, Caller caller, EndpointServiceCommands commands, CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.PublishAsync(caller.Actor, input, idempotency.Key, cancellationToken)))
            .Called("publishService", "Publish a service").AskingAws();
        api.MapPatch("/services/{id:guid}", async (
            Guid id, SeenVersion seen, ChangeServiceInput input, Caller caller, ChangeServiceCommands commands, EndpointServiceQueries services,
            CancellationToken cancellationToken) =>
        {
            await commands.ChangeAsync(caller.Actor, id, seen.Version, input, cancellationToken);
            var service = await services.GetAsync(caller.Actor, id, cancellationToken);
            return ApiEndpoints.Changed($"{Path}/{id}", service.Version, service, takesTime: input.ChangesSpec());
        }).Called("changeService", "Change a service").AskingAws();
        api.MapPost("/services/{id:guid}/preview", (
            Guid id, ChangeServiceInput input, Caller caller, ChangeServiceCommands commands, CancellationToken cancellationToken) =>
            commands.PreviewAsync(caller.Actor, id, input, cancellationToken))
            .Called("previewServiceChange", "What a change of a service would do").AskingAws();
        api.MapDelete("/services/{id:guid}/proposal", async (
            Guid id, SeenVersion seen, Caller caller, ChangeServiceCommands commands, CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.WithdrawProposalAsync(caller.Actor, id, seen.Version, cancellationToken)))
            .Called("withdrawServiceProposal", "Take back a change of a service that is being decided");
        api.MapPost("/services/{id:guid}/differences", async (
            Guid id, IdempotencyHeader idempotency, DecideDifferencesInput input, Caller caller, ServiceDifferenceCommands commands,
            CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.DecideAsync(caller.Actor, id, null, input, idempotency.Key, cancellationToken)))
            .Called("decideServiceDifferences", "Decide on what others changed in AWS of a service");
        api.MapPost("/services/{id:guid}/withdrawal", async (
            Guid id, IdempotencyHeader idempotency, WithdrawServiceInput input, Caller caller, EndpointServiceCommands commands,
            CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.WithdrawAsync(caller.Actor, id, null, input, idempotency.Key, cancellationToken)))
            .Called("withdrawService", "Withdraw a service, with or without notice");
        api.MapPost("/services/{id:guid}/resumption", async (
            Guid id, IdempotencyHeader idempotency, Caller caller, EndpointServiceCommands commands, CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.ResumeAsync(caller.Actor, id, null, idempotency.Key, cancellationToken)))
            .Called("resumeService", "Keep a service after all");
        api.MapPost("/services/{id:guid}/retry", async (
            Guid id, IdempotencyHeader idempotency, Caller caller, EndpointServiceCommands commands, CancellationToken cancellationToken) =>
            ApiEndpoints.Accepted(Path, await commands.RetryAsync(caller.Actor, id, idempotency.Key, cancellationToken)))
            .Called("retryService", "Look again and go on with a service");
        api.MapPost("/services/{id:guid}/private-dns/verification", async (
            Guid id, IdempotencyHeader idempotency, Caller caller, EndpointServiceCommands commands, CancellationToken cancellationToken) =>
        {
            var (receipt, lookup) = await commands.VerifyPrivateDnsAsync(caller.Actor, id, idempotency.Key, cancellationToken);
            return ApiEndpoints.Accepted(Path, receipt, body => new VerificationBody(body.Id, body.Stage, body.Version, lookup));
        }).Called("verifyPrivateDns", "Have AWS look for the proof of the private DNS name");
    }

    private sealed record VerificationBody(Guid Id, string Stage, int Version, ProofLookupView? Lookup);
}
