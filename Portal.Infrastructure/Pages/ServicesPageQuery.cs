using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for a page of the services of a person's teams.</summary>
public sealed record ServicesPageQuery(string? Search, EndpointServiceStage? Stage, string? Cursor) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Service), ChangeTags.Of(SubjectKind.Connection)];
}
