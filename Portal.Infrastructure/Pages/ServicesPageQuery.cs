using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.EndpointServices;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for a page of the services of a person's teams.</summary>
public sealed record ServicesPageQuery(EndpointServiceFilter Filter, string? Cursor) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Service), ChangeTags.Of(SubjectKind.Connection)];
}
