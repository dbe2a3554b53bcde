using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.People;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Search;

/// <summary>Finds what a person may see by a part of its name, or by the id or address that AWS gave it.</summary>
public sealed partial class FindQueries(IDbContextFactory<PortalDbContext> contexts, AccountQueries accounts, TeamRosterQueries teams, PersonQueries people)
{
    /// <summary>So much of each kind.</summary>
    private const int MostOfAKind = 6;

    /// <summary>Connections, services, accounts, teams, and for admins and auditors people.</summary>
    /// <param name="text">
    /// A part of a name, or the whole of an endpoint's id or DNS name, a service's id or name in AWS, a VPC id, an account id, a private IPv4 address, or a
    /// reference.
    /// </param>
    /// <exception cref="InvalidInputException">It cannot be looked for.</exception>
    public async Task<IReadOnlyList<Found>> FindAsync(Actor actor, string? text, CancellationToken cancellationToken)
    {
        InputErrors.ThrowIfUnkeepable(text, "search");
        if (text?.Trim() is not { Length: > 1 } wanted)
        {
            return [];
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var services = await ServicesAsync(context, actor, wanted, cancellationToken);
        return
        [
            .. await ConnectionsAsync(context, actor, wanted, [.. services.Select(service => service.Id)], cancellationToken),
            .. services.Select(service => new Found(
                SubjectKind.Service, service.Id.ToString(), service.Name, service.AwsServiceId ?? EnumWords.Said(service.Stage))),
            .. (await accounts.ListAsync(actor, cancellationToken))
                .Where(account => account.AccountId.StartsWith(wanted, StringComparison.Ordinal) || Contains(account.Alias, wanted))
                .Take(MostOfAKind).Select(account => new Found(SubjectKind.Account, account.AccountId, account.Alias, account.AccountId)),
            .. (await teams.ListAsync(actor, wanted, false, null, MostOfAKind, cancellationToken)).Items
                .Select(team => new Found(SubjectKind.Team, team.Id.ToString(), team.Name, "")),
            .. actor.SeesEverything
                ? (await people.ListAsync(actor, wanted, null, null, MostOfAKind, cancellationToken)).Items
                    .Select(person => new Found(SubjectKind.Person, person.Id.ToString(), person.Name, ""))
                : [],
        ];
    }

    private static bool Contains(string name, string wanted) => name.Contains(wanted, StringComparison.OrdinalIgnoreCase);

    private static async Task<List<Domain.EndpointServices.EndpointService>> ServicesAsync(
        PortalDbContext context, Actor actor, string wanted, CancellationToken cancellationToken)
    {
        var (pattern, id) = (SearchText.Anywhere(wanted), Guid.TryParse(wanted, out var parsed) ? parsed : Guid.Empty);
        var serviceId = ServiceId().Match(wanted) is { Success: true } match ? match.Value : wanted;
        return await EndpointServiceQueries.Visible(context, actor).AsNoTracking()
            .Where(service => service.Id == id || service.AwsServiceId == serviceId || EF.Functions.ILike(service.Name, pattern, SearchText.Escape))
            .OrderByDescending(service => service.CreatedAt).Take(MostOfAKind).ToListAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<Found>> ConnectionsAsync(
        PortalDbContext context, Actor actor, string wanted, Guid[] services, CancellationToken cancellationToken)
    {
        var teams = actor.TeamIds.ToArray();
        // What a consumer's network has is not for its providers to try out.
        var isOfNetwork = VpcId().IsMatch(wanted) || IsAddress(wanted);
        var rows = await Candidates(context, wanted, services)
            .Where(connection => actor.SeesEverything || teams.Contains(connection.ConsumerTeamId)
                || (!isOfNetwork && teams.Contains(connection.ProviderTeamId)))
            .OrderByDescending(connection => connection.CreatedAt).ThenByDescending(connection => connection.Id).Take(MostOfAKind)
            .Join(
                context.EndpointServices, connection => connection.ServiceId, service => service.Id,
                (connection, service) => new { connection, service.Name })
            .Join(context.Teams, row => row.connection.ConsumerTeamId, team => team.Id, (row, team) => new
            {
                row.connection.Id,
                row.connection.ConsumerTeamId,
                row.connection.Stage,
                row.connection.VpcEndpointId,
                Service = row.Name,
                Consumer = team.Name,
            }).AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new Found(
                SubjectKind.Connection, row.Id.ToString(), $"{row.Consumer} → {row.Service}",
                $"{EnumWords.Said(row.Stage)}{(row.VpcEndpointId is { } endpoint && actor.SeesConsumerSide(row.ConsumerTeamId) ? $", {endpoint}" : "")}")),
        ];
    }

    private static IQueryable<Connection> Candidates(PortalDbContext context, string wanted, Guid[] services)
    {
        if (Guid.TryParse(wanted, out var id))
        {
            return context.Connections.Where(connection => connection.Id == id);
        }

        if (EndpointId().Match(wanted) is { Success: true } endpoint)
        {
            return context.Connections.Where(connection => connection.VpcEndpointId == endpoint.Value);
        }

        if (VpcId().IsMatch(wanted))
        {
            var spec = $$"""{"vpcId":"{{wanted}}"}""";
            return context.Connections.FromSql($"select *, xmin from connection where spec @> {spec}::jsonb");
        }

        if (IsAddress(wanted))
        {
            var seen = $$$$"""{"endpoint":{"value":{"networkInterfaces":[{"privateIp":"{{{{wanted}}}}"}]}}}""";
            return context.Connections.FromSql(
                $"""
                select *, xmin from connection
                where id in (select id from work where kind = 'Connection' and observation @> {seen}::jsonb)
                """);
        }

        return context.Connections.Where(connection => services.Contains(connection.ServiceId) || connection.ExternalReference == wanted);
    }

    private static bool IsAddress(string wanted) => Ipv4().IsMatch(wanted) && IPAddress.TryParse(wanted, out _);

    [GeneratedRegex(@"^\d{1,3}(\.\d{1,3}){3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Ipv4();

    [GeneratedRegex("vpce-svc-[0-9a-f]{8,17}", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceId();

    /// <summary>Also where an endpoint's DNS name begins with it.</summary>
    [GeneratedRegex("^vpce-[0-9a-f]{8,17}", RegexOptions.CultureInvariant)]
    private static partial Regex EndpointId();

    [GeneratedRegex("^vpc-[0-9a-f]{8,17}$", RegexOptions.CultureInvariant)]
    private static partial Regex VpcId();
}
