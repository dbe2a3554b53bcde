using Portal.Infrastructure.Changes;

namespace Portal.Web.Operations;

/// <summary>Asks for the portal's own work.</summary>
public sealed record OperationsPageQuery : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Everything];
}
