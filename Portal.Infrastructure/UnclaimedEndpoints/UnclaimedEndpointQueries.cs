using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.UnclaimedEndpoints;

/// <summary>What people read of endpoints that knock on a service and belong to no known connection.</summary>
public sealed class UnclaimedEndpointQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Endpoints of no known connection: those that knock on the actor's services, and those of their own accounts that knock on others'.</summary>
    public async Task<IReadOnlyList<UnclaimedEndpointView>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        var ofServices = await OfServicesAsync(actor, cancellationToken);
        var ofAccounts = await OfAccountsAsync(actor, cancellationToken);
        return [.. ofServices, .. ofAccounts.ExceptBy(ofServices.Select(one => one.VpcEndpointId), one => one.VpcEndpointId)];
    }

    /// <summary>Endpoints that knock on the actor's services and belong to no known connection.</summary>
    public async Task<IReadOnlyList<UnclaimedEndpointView>> OfServicesAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var teams = actor.TeamIds.ToArray();
        var rows = await context.EndpointServices.AsNoTracking().Where(service => actor.SeesEverything || teams.Contains(service.TeamId))
            .Join(
                context.Work.Where(work => work.Kind == SubjectKind.Service && work.Observation != null), service => service.Id, work => work.Id,
                (service, work) => new { service.Id, service.Name, work.Observation })
            .ToListAsync(cancellationToken);
        return await OfAsync(
            context,
            [.. rows.SelectMany(row => UnclaimedEndpointView.AllOf(row.Id, row.Name, Observations.Read<EndpointServiceObservation>(row.Observation)))],
            cancellationToken);
    }

    /// <summary>Endpoints that knock on some of the actor's services, belong to no known connection and wait for the provider's word.</summary>
    /// <param name="serviceIds">Services that the actor may look after.</param>
    internal async Task<IReadOnlyList<UnclaimedEndpointView>> WaitingAtAsync(IReadOnlyCollection<Guid> serviceIds, CancellationToken cancellationToken)
    {
        if (serviceIds.Count == 0)
        {
            return [];
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.EndpointServices.AsNoTracking().Where(service => serviceIds.Contains(service.Id))
            .Join(
                context.Work.Where(work => work.Kind == SubjectKind.Service && work.Observation != null), service => service.Id, work => work.Id,
                (service, work) => new { service.Id, service.Name, work.Observation })
            .ToListAsync(cancellationToken);
        var found = await OfAsync(
            context,
            [.. rows.SelectMany(row => UnclaimedEndpointView.AllOf(row.Id, row.Name, Observations.Read<EndpointServiceObservation>(row.Observation)))],
            cancellationToken);
        return [.. found.Where(one => one.RejectedBecause is null)];
    }

    /// <summary>Endpoints of the actor's own accounts that knock on anybody's service and belong to no known connection.</summary>
    public async Task<IReadOnlyList<UnclaimedEndpointView>> OfAccountsAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var teams = actor.TeamIds.ToArray();
        var accounts = await context.Accounts.AsNoTracking().Where(account => teams.Contains(account.TeamId))
            .Select(account => account.AccountId).ToListAsync(cancellationToken);
        List<UnclaimedEndpointView> own = [];
        foreach (var account in accounts)
        {
            var (live, turnedAway) = (Knocks("liveConnections", account), Knocks("turnedAway", account));
            var rows = await context.Work
                .Where(work => work.Kind == SubjectKind.Service && work.Observation != null
                    && (EF.Functions.JsonContains(work.Observation, live) || EF.Functions.JsonContains(work.Observation, turnedAway)))
                .Join(
                    context.EndpointServices, work => work.Id, service => service.Id,
                    (work, service) => new { service.Id, service.Name, service.AwsServiceName, work.Observation })
                .AsNoTracking().ToListAsync(cancellationToken);
            own.AddRange(rows.SelectMany(row => UnclaimedEndpointView
                .AllOf(row.Id, row.AwsServiceName ?? row.Name, Observations.Read<EndpointServiceObservation>(row.Observation))
                .Where(one => one.OwnerAccountId == account)));
        }

        // Why they were turned away is for the provider's side; that they were AWS shows.
        return
        [
            .. (await OfAsync(context, [.. own.Select(one => one with { Side = Party.Consumer })], cancellationToken, withRejectedByOthers: true))
                .Select(one => one with { RejectedBecause = null }),
        ];

        static string Knocks(string list, string account) => $$"""{"{{list}}":[{"ownerAccountId":"{{account}}"}]}""";
    }

    /// <summary>Those of the endpoints that belong to no known connection.</summary>
    internal static async Task<IReadOnlyList<UnclaimedEndpointView>> OfAsync(
        PortalDbContext context, IReadOnlyList<UnclaimedEndpointView> unclaimed, CancellationToken cancellationToken, bool withRejectedByOthers = false)
    {
        if (unclaimed.Count == 0)
        {
            return [];
        }

        var ids = unclaimed.Select(arrival => arrival.VpcEndpointId).ToArray();
        // What an ended connection has left, or what came back after it, is nobody's.
        var known = await RegisteredEndpoints.InUse(context, Guid.Empty).Where(connection => ids.Contains(connection.VpcEndpointId))
            .Select(connection => connection.VpcEndpointId).ToListAsync(cancellationToken);
        List<UnclaimedEndpointView> left = [.. unclaimed.Where(arrival => !known.Contains(arrival.VpcEndpointId))];
        if (left.Count == 0)
        {
            return [];
        }

        var serviceIds = left.Select(arrival => arrival.ServiceId).Distinct().ToArray();
        var rejected = await context.RejectedEndpoints.AsNoTracking().Where(one => serviceIds.Contains(one.ServiceId) && ids.Contains(one.VpcEndpointId))
            .ToDictionaryAsync(one => (one.ServiceId, one.VpcEndpointId), cancellationToken);
        // What was rejected in AWS, by whomever, is nothing that waits for the provider's side.
        left.RemoveAll(one => one.AwsState == VpcEndpointState.Rejected && !withRejectedByOthers && !rejected.ContainsKey((one.ServiceId, one.VpcEndpointId)));
        var owners = left.Select(one => one.OwnerAccountId).Distinct().ToArray();
        var managed = await context.Accounts
            .Where(account => owners.Contains(account.AccountId) && account.RoleArn != null && account.Stage == AccountStage.Proven)
            .Select(account => account.AccountId).ToListAsync(cancellationToken);
        var waiting = await context.Connections.AsNoTracking()
            .Where(connection => serviceIds.Contains(connection.ServiceId) && connection.Stage == ConnectionStage.AwaitingConsumer)
            .ToListAsync(cancellationToken);
        return
        [
            .. left.Select(arrival => (arrival with
            {
                RejectedBecause = rejected.GetValueOrDefault((arrival.ServiceId, arrival.VpcEndpointId)) is { LiftedAt: null } standing
                    ? standing.Reason
                    : null,
                RejectionLifted = rejected.GetValueOrDefault((arrival.ServiceId, arrival.VpcEndpointId)) is { LiftedAt: not null },
                WaitingConnectionIds =
                    [.. waiting.Where(connection => connection.Unreadable() is null && arrival.Fits(connection)).Select(connection => connection.Id)],
            }).Advised(managed.Contains(arrival.OwnerAccountId))),
        ];
    }
}
