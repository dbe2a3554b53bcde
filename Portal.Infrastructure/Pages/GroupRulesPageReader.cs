using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.People;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of group rules.</summary>
public sealed class GroupRulesPageReader(IDbContextFactory<PortalDbContext> contexts, GroupRuleQueries rules)
    : PageReader<GroupRulesPageQuery, GroupRulesPageSnapshot>
{
    private const int HistoryRows = 20;

    public override async Task<GroupRulesPageSnapshot> ReadAsync(GroupRulesPageQuery query, CancellationToken cancellationToken)
    {
        var (made, unmapped) = (await rules.ListAsync(query.Reader, cancellationToken), await rules.UnmappedAsync(query.Reader, cancellationToken));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return new(
            made, unmapped, await AuditQueries.NewestOfSubjectAsync(context, SubjectKind.Person, GroupRuleCommands.SubjectId, HistoryRows, cancellationToken));
    }
}
