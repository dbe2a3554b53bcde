using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Security;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of invitations.</summary>
public sealed class InvitationsPageReader(InvitationQueries invitations) : PageReader<InvitationsPageQuery, ListSnapshot<InvitationView>>
{
    private const int RowsAtOnce = 50;

    public override async Task<ListSnapshot<InvitationView>> ReadAsync(InvitationsPageQuery query, CancellationToken cancellationToken) =>
        await ListSnapshot<InvitationView>.OfAsync(
            await invitations.ListAsync(query.Reader, null, query.IsOpen, query.Cursor, RowsAtOnce, cancellationToken, query.Order), query.Cursor,
            () => invitations.CountAsync(query.Reader, null, query.IsOpen, cancellationToken));
}
