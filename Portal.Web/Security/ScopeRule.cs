using Portal.Domain.Accounts;
using Portal.Infrastructure.Security;

namespace Portal.Web.Security;

/// <summary>Which scope a token needs to change something at a route; to read needs the one for reading.</summary>
internal sealed record ScopeRule(TokenScope Scope)
{
    /// <summary>Where a route says nothing, it needs the most.</summary>
    public static TokenScope Of(IReadOnlyList<string>? methods, EndpointMetadataCollection metadata) =>
        methods is ["GET"] ? TokenScope.Read : metadata.GetMetadata<ScopeRule>()?.Scope ?? TokenScope.Admin;

    /// <summary>Whether the token reaches as far as the request.</summary>
    public static bool Allows(HttpContext context) => context.Items[typeof(TokenHolder)] is TokenHolder holder && holder.May(Of(context));

    public static TokenScope Of(HttpContext context) => Of([context.Request.Method], context.GetEndpoint()?.Metadata ?? EndpointMetadataCollection.Empty);
}
