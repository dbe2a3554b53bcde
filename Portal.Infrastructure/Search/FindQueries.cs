using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
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
        return
        [
            .. await ConnectionsAsync(context, actor, wanted, cancellationToken),
            .. (await ServicesAsync(context, actor, wanted, cancellationToken)).Select(service => new Found(
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
        PortalDbContext context, Actor actor, string wanted, CancellationToken cancellationToken)
    {
        var teams = actor.TeamIds.ToArray();
        var search = ConnectionSearch.Of(context, actor, wanted);
        var rows = await search!.Apply(context.Connections)
            .Where(connection => actor.SeesEverything || teams.Contains(connection.ConsumerTeamId) || teams.Contains(connection.ProviderTeamId))
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

    [GeneratedRegex("vpce-svc-[0-9a-f]{8,17}", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceId();
}
