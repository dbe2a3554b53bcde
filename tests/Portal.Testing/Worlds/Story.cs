using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Reviews;

namespace Portal.Testing.Worlds;

/// <summary>What people of a test's world do when nothing is in their way.</summary>
public static class Story
{
    /// <summary>Priya publishes the Payments API, or what the input says; the work is only due.</summary>
    public static Task<Receipt> PublishAsync(this PortalWorld world, CancellationToken cancellationToken, PublishServiceInput? input = null) =>
        world.Get<EndpointServiceCommands>().PublishAsync(world.Cast.Priya, input ?? Inputs.PaymentsApi(world.Seed), null, cancellationToken);

    /// <summary>Priya's Payments API, available.</summary>
    public static async Task<Guid> PublishedAsync(this PortalWorld world, CancellationToken cancellationToken, PublishServiceInput? input = null)
    {
        var receipt = await world.PublishAsync(cancellationToken, input);
        await world.SettleAsync(cancellationToken);
        var service = await world.ServiceAsync(receipt.Id, cancellationToken);
        return service.Stage == EndpointServiceStage.Available ? service.Id : throw new InvalidOperationException($"The service is {service.Stage}.");
    }

    /// <summary>Chen asks for a connection from storefront-prod, or what the input says.</summary>
    public static async Task<Guid> RequestAsync(
        this PortalWorld world, Guid serviceId, CancellationToken cancellationToken, RequestConnectionInput? input = null, Actor? by = null) =>
        (await world.Get<ConnectionCommands>().RequestAsync(
            by ?? world.Cast.Chen, input ?? Inputs.Checkout(world.Seed, serviceId), null, cancellationToken)).Id;

    /// <summary>Nora and Priya approve; the work is only due.</summary>
    public static async Task ApproveAsync(this PortalWorld world, Guid connectionId, CancellationToken cancellationToken)
    {
        await world.DecideAsync(connectionId, world.Cast.Nora, "approve", cancellationToken);
        await world.DecideAsync(connectionId, world.Cast.Priya, "approve", cancellationToken);
    }

    public static async Task<Receipt> DecideAsync(this PortalWorld world, Guid connectionId, Actor by, string decision, CancellationToken cancellationToken)
    {
        var review = await world.ReviewAsync(connectionId, cancellationToken);
        return await world.Get<ReviewCommands>().DecideAsync(by, review.Id, new(decision, "For a test.", review.PlanHash), null, cancellationToken);
    }

    /// <summary>A request that both have approved; the work is only due.</summary>
    public static async Task<Guid> ApprovedAsync(
        this PortalWorld world, Guid serviceId, CancellationToken cancellationToken, RequestConnectionInput? input = null, Actor? by = null)
    {
        var id = await world.RequestAsync(serviceId, cancellationToken, input, by);
        await world.ApproveAsync(id, cancellationToken);
        return id;
    }

    /// <summary>A connection from storefront-prod, or what the input says, available.</summary>
    public static async Task<Guid> ConnectedAsync(
        this PortalWorld world, Guid serviceId, CancellationToken cancellationToken, RequestConnectionInput? input = null, Actor? by = null)
    {
        var id = await world.ApprovedAsync(serviceId, cancellationToken, input, by);
        await world.SettleAsync(cancellationToken);
        var connection = await world.ConnectionAsync(id, cancellationToken);
        return connection.Stage == ConnectionStage.Available ? id : throw new InvalidOperationException($"The connection is {connection.Stage}.");
    }

    public static Task<Receipt> DeleteAsync(this PortalWorld world, Guid connectionId, CancellationToken cancellationToken) =>
        world.Get<ConnectionCommands>().DeleteAsync(world.Cast.Chen, connectionId, null, "For a test.", cancellationToken);

    public static async Task<EndpointService> ServiceAsync(this PortalWorld world, Guid id, CancellationToken cancellationToken)
    {
        await using var context = world.Open();
        return await context.EndpointServices.AsNoTracking().SingleAsync(service => service.Id == id, cancellationToken);
    }

    public static async Task<Connection> ConnectionAsync(this PortalWorld world, Guid id, CancellationToken cancellationToken)
    {
        await using var context = world.Open();
        return await context.Connections.AsNoTracking().SingleAsync(connection => connection.Id == id, cancellationToken);
    }

    /// <summary>The connection's present round of approval.</summary>
    public static async Task<Review> ReviewAsync(this PortalWorld world, Guid connectionId, CancellationToken cancellationToken)
    {
        await using var context = world.Open();
        return await context.Reviews.AsNoTracking().Where(review => review.SubjectId == connectionId).OrderByDescending(review => review.Round)
            .FirstAsync(cancellationToken);
    }

    public static async Task<WorkRow> WorkAsync(this PortalWorld world, SubjectKind kind, Guid id, CancellationToken cancellationToken)
    {
        await using var context = world.Open();
        return await context.Work.AsNoTracking().SingleAsync(work => work.Kind == kind && work.Id == id, cancellationToken);
    }

    public static async Task<IReadOnlyList<OperationRow>> OperationsAsync(this PortalWorld world, Guid id, CancellationToken cancellationToken)
    {
        await using var context = world.Open();
        return await context.Operations.AsNoTracking().Where(row => row.AggregateId == id).OrderBy(row => row.Id).ToListAsync(cancellationToken);
    }

    public static async Task<IReadOnlyList<AttemptRow>> AttemptsAsync(this PortalWorld world, Guid operationId, CancellationToken cancellationToken)
    {
        await using var context = world.Open();
        return await context.Attempts.AsNoTracking().Where(row => row.OperationId == operationId).OrderBy(row => row.Number).ToListAsync(cancellationToken);
    }
}
