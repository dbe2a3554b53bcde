using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Portal.Web.Api.Contract;

/// <summary>What was asked for, with the version that a change of it has to name.</summary>
internal sealed class Found<T>(int version, T body) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.ETag = EntityTag.Of(version);
        return TypedResults.Ok(body).ExecuteAsync(httpContext);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => builder.Answers<T>(StatusCodes.Status200OK, "ETag");
}
