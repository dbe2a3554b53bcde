using Portal.Infrastructure.Changes;
using Portal.Infrastructure.People;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of people.</summary>
public sealed class PeoplePageReader(PersonQueries people) : PageReader<PeoplePageQuery, ListSnapshot<PersonRowView>>
{
    private const int RowsAtOnce = 50;

    public override async Task<ListSnapshot<PersonRowView>> ReadAsync(PeoplePageQuery query, CancellationToken cancellationToken) =>
        await ListSnapshot<PersonRowView>.OfAsync(
            await people.ListAsync(query.Reader, query.Search, query.IsBlocked, query.Cursor, RowsAtOnce, cancellationToken, query.Order), query.Cursor,
            () => people.CountAsync(query.Reader, query.Search, query.IsBlocked, cancellationToken));
}
