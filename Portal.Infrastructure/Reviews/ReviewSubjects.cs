using Microsoft.EntityFrameworkCore;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Reviews;

/// <summary>Reads what reviews decide on: connections, and services that are changed.</summary>
internal static class ReviewSubjects
{
    public static async Task<IReadOnlyDictionary<Guid, ReviewSubjectView>> OfAsync(
        PortalDbContext context, IReadOnlyList<Review> reviews, CancellationToken cancellationToken)
    {
        var ids = reviews.Select(review => review.SubjectId).Distinct().ToList();
        var subjects = await ConnectionsAsync(context, ids, cancellationToken);
        var missing = ids.Where(id => !subjects.ContainsKey(id)).ToList();
        return missing.Count == 0 ? subjects
            : subjects.Concat(await ServicesAsync(context, missing, cancellationToken)).ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    private static async Task<Dictionary<Guid, ReviewSubjectView>> ConnectionsAsync(
        PortalDbContext context, IReadOnlyCollection<Guid> connectionIds, CancellationToken cancellationToken)
    {
        var rows = await (
            from connection in context.Connections
            where connectionIds.Contains(connection.Id)
            join service in context.EndpointServices on connection.ServiceId equals service.Id
            join consumer in context.Teams on connection.ConsumerTeamId equals consumer.Id
            join provider in context.Teams on connection.ProviderTeamId equals provider.Id
            select new
            {
                connection.Id,
                connection.ServiceId,
                ServiceName = service.Name,
                Consumer = new TeamView(consumer.Id, consumer.Name),
                Provider = new TeamView(provider.Id, provider.Name),
                connection.Spec,
                connection.Justification,
                connection.EndsAt,
                connection.ProposedEndsAt,
            }).AsNoTracking().ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Id, row => new ReviewSubjectView(
            row.ServiceId, row.ServiceName, row.Consumer, row.Provider, row.Spec.AccountId, row.Spec.Region,
            row.Justification, row.EndsAt, row.ProposedEndsAt));
    }

    private static async Task<Dictionary<Guid, ReviewSubjectView>> ServicesAsync(
        PortalDbContext context, IReadOnlyCollection<Guid> serviceIds, CancellationToken cancellationToken)
    {
        var rows = await (
            from service in context.EndpointServices
            where serviceIds.Contains(service.Id)
            join provider in context.Teams on service.TeamId equals provider.Id
            select new { service.Id, service.Name, Provider = new TeamView(provider.Id, provider.Name), service.Spec })
            .AsNoTracking().ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Id, row => new ReviewSubjectView(
            row.Id, row.Name, row.Provider, row.Provider, row.Spec.AccountId, row.Spec.Region, "", null, null));
    }
}
