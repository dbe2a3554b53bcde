using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Portal.Web.Api.Contract;

/// <summary>What has begun and takes time: where to follow it, and its version.</summary>
internal sealed class Started<T>(string location, int version, T body) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.ETag = EntityTag.Of(version);
        return TypedResults.Accepted(location, body).ExecuteAsync(httpContext);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Answers<T>(StatusCodes.Status202Accepted, "Location", "ETag");
}
