using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.People;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of a person.</summary>
public sealed class PersonPageReader(IDbContextFactory<PortalDbContext> contexts, PersonQueries people) : PageReader<PersonPageQuery, PersonPageSnapshot>
{
    private const int HistoryRows = 20;

    public override async Task<PersonPageSnapshot> ReadAsync(PersonPageQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var person = await PersonQueries.FindAsync(context, query.Reader, query.Id, cancellationToken);
        return new(
            await PersonQueries.ViewAsync(context, person, cancellationToken), await people.SessionsAsync(context, person, cancellationToken),
            await PersonQueries.TokensAsync(context, person, cancellationToken),
            await AuditQueries.NewestOfSubjectAsync(context, SubjectKind.Person, person.Id.ToString(), HistoryRows, cancellationToken));
    }
}
