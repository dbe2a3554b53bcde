using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>Runs a command on one service: for its own providers only, on the version that they saw.</summary>
internal static class ServiceChangeRunner
{
    /// <param name="require">Refuses who may not; none for what only its providers may do.</param>
    /// <exception cref="SubjectNotFoundException">There is none, or the actor may not see it.</exception>
    /// <exception cref="AccessRefusedException">The actor is no provider of its team.</exception>
    public static Task<Receipt> ChangeServiceAsync(
        this CommandRunner runner, Actor actor, Guid id, int? seenVersion, IdempotencyKey? key, Func<PortalDbContext, ChangeSet, EndpointService, Task> change,
        CancellationToken cancellationToken, Action<Actor, EndpointService>? require = null) =>
        runner.RunAsync(actor, key, async (context, changes) =>
        {
            var service = await FindAsync(context, actor, id, cancellationToken, require);
            if (seenVersion is { } seen && seen != service.Version)
            {
                throw new SomeoneWasFasterException("the service");
            }

            await change(context, changes, service.RequireReadable());
            changes.Track(service);
            return new Receipt(service.Id, service.Stage.ToString(), service.Version);
        }, cancellationToken);

    /// <summary>The service, for those who may change it.</summary>
    public static async Task<EndpointService> FindAsync(
        PortalDbContext context, Actor actor, Guid id, CancellationToken cancellationToken, Action<Actor, EndpointService>? require = null)
    {
        var service = await EndpointServiceQueries.Visible(context, actor).SingleOrDefaultAsync(service => service.Id == id, cancellationToken)
            ?? throw new SubjectNotFoundException("service");
        (require ?? RequireProvider)(actor, service);
        return service;
    }

    private static void RequireProvider(Actor actor, EndpointService service)
    {
        if (!actor.Has(service.TeamId, TeamRole.Provider) && !actor.IsSystem)
        {
            throw new AccessRefusedException("Only providers of the service's team can change it.");
        }
    }
}
