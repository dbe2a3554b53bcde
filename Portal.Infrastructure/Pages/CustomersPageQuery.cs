using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for a page of the connections that a service's providers have opened for customers.</summary>
public sealed record CustomersPageQuery(Guid ServiceId, string? Reference, string? Cursor) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Service, ServiceId), ChangeTags.Of(SubjectKind.Connection)];
}
