using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.People;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of people.</summary>
public sealed class PeoplePageReader(PersonQueries people) : PageReader<PeoplePageQuery, Page<PersonRowView>>
{
    private const int RowsAtOnce = 50;

    public override Task<Page<PersonRowView>> ReadAsync(PeoplePageQuery query, CancellationToken cancellationToken) =>
        people.ListAsync(query.Reader, query.Search, query.IsBlocked, query.Cursor, RowsAtOnce, cancellationToken);
}
