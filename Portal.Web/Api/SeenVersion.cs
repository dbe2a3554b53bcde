using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Portal.Domain;
using Portal.Web.Api.Contract;

namespace Portal.Web.Api;

/// <summary>Which version the caller has seen.</summary>
/// <param name="Version">None for <c>*</c>: whichever there is.</param>
internal sealed record SeenVersion(int? Version) : IEndpointParameterMetadataProvider
{
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(RequestHeader.IfMatch);

    /// <exception cref="PreconditionMissingException">The request does not say.</exception>
    public static ValueTask<SeenVersion?> BindAsync(HttpContext context)
    {
        var text = context.Request.Headers.IfMatch.ToString().Trim();
        return text switch
        {
            "" => throw new PreconditionMissingException(),
            "*" => new(new SeenVersion((int?)null)),
            _ when int.TryParse(text.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) => new(new SeenVersion(version)),
            _ => throw new InvalidInputException([new("If-Match", "Send the ETag as it was given, for example \"3\".")]),
        };
    }
}
