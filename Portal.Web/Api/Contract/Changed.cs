using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Portal.Web.Api.Contract;

/// <summary>A change was taken up: what it changed, and where to follow it if it takes time.</summary>
internal sealed class Changed<T>(string location, int version, T body, bool takesTime) : IResult, IEndpointMetadataProvider
{
    private readonly IResult _reply = takesTime ? new Started<T>(location, version, body) : new Found<T>(version, body);

    public Task ExecuteAsync(HttpContext httpContext) => _reply.ExecuteAsync(httpContext);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        Found<T>.PopulateMetadata(method, builder);
        Started<T>.PopulateMetadata(method, builder);
    }
}
