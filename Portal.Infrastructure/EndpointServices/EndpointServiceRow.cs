using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>A service with what stands beside it, read in one go.</summary>
internal sealed record EndpointServiceRow(EndpointService Service, TeamView Provider, WorkRow? Work)
{
    /// <summary>Newest first.</summary>
    public static IQueryable<EndpointServiceRow> Of(PortalDbContext context, IQueryable<EndpointService> services) =>
        from service in services
        join team in context.Teams on service.TeamId equals team.Id
        join work in context.Work.Where(work => work.Kind == SubjectKind.Service) on service.Id equals work.Id into works
        from work in works.DefaultIfEmpty()
        orderby service.CreatedAt descending, service.Id descending
        select new EndpointServiceRow(service, new(team.Id, team.Name), work);

    public EndpointServiceView ToView(Actor reader, UnreadablePart? unreadable, DateTimeOffset now) =>
        EndpointServiceView.Of(Service, Provider, Work, reader.SeesEverything || reader.IsIn(Service.TeamId), unreadable, now);
}
