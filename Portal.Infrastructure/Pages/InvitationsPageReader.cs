using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of invitations.</summary>
public sealed class InvitationsPageReader(InvitationQueries invitations) : PageReader<InvitationsPageQuery, Page<InvitationView>>
{
    private const int RowsAtOnce = 50;

    public override Task<Page<InvitationView>> ReadAsync(InvitationsPageQuery query, CancellationToken cancellationToken) =>
        invitations.ListAsync(query.Reader, null, query.IsOpen, query.Cursor, RowsAtOnce, cancellationToken);
}
