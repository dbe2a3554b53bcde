using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.People;
using Portal.Infrastructure.Security;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of a team.</summary>
public sealed class TeamPageReader(IDbContextFactory<PortalDbContext> contexts, TeamRosterQueries teams, InvitationQueries invitations)
    : PageReader<TeamPageQuery, TeamPageSnapshot>
{
    private const int RowsAtOnce = 50;
    private const int HistoryRows = 20;

    public override async Task<TeamPageSnapshot> ReadAsync(TeamPageQuery query, CancellationToken cancellationToken)
    {
        var team = await teams.GetAsync(query.Reader, query.Id, cancellationToken);
        var members = await teams.MembersAsync(query.Reader, query.Id, query.Cursor, RowsAtOnce, cancellationToken);
        var open = query.Reader.SeesEverything
            ? (await invitations.ListAsync(query.Reader, query.Id, true, null, RowsAtOnce, cancellationToken)).Items
            : [];
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return new(
            team, members, await AccountGrantQueries.OfTeamAsync(context, query.Id, cancellationToken), open,
            await AuditQueries.NewestOfTeamAsync(context, query.Id, HistoryRows, cancellationToken));
    }

    /// <summary>What is told of a member may be another name, or that they are blocked.</summary>
    public override IEnumerable<string> AlsoAbout(TeamPageSnapshot snapshot) =>
        snapshot.Members.Items.Select(member => ChangeTags.Of(SubjectKind.Person, member.PersonId));
}
