using Microsoft.OpenApi;
using Portal.Web.Routing;
using Portal.Web.Security;
using Scalar.AspNetCore;

namespace Portal.Web.Api.Contract;

/// <summary>The document that tells programs what the API takes and answers, made from the endpoints themselves.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";
    public const string Pattern = PortalUrls.ApiDocuments + "/{documentName}.json";

    /// <summary>What the document calls the way to sign in.</summary>
    public const string Scheme = "token";

    public static void AddApiDocument(this IServiceCollection services)
    {
        var names = new SchemaNames();
        services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            options.CreateSchemaReferenceId = names.Of;
            options.AddSchemaTransformer(SchemaDetails.TellAsync);
            options.AddOperationTransformer(OperationDetails.TellAsync);
            options.AddDocumentTransformer(DocumentDetails.TellAsync);
        });
    }

    /// <summary>For whoever is signed in in a browser, or has a token: strangers need not know what there is.</summary>
    public static void MapApiDocument(this WebApplication app)
    {
        app.MapOpenApi(Pattern).RequireAuthorization(policy => policy.AddAuthenticationSchemes(AnySignIn.SchemeName).RequireAuthenticatedUser());
        app.MapScalarApiReference(PortalUrls.ApiReference, Show).RequireAuthorization();
    }

    /// <summary>From this portal alone: no fonts, proxies, assistants or counters of others.</summary>
    private static void Show(ScalarOptions options)
    {
        options.WithTitle("API · PrivateLink Portal").WithOpenApiRoutePattern(Pattern).WithNonce().DisableAgent().DisableMcp();
        options.AddDocument(Name, "Version 1").AddPreferredSecuritySchemes(Scheme).WithDefaultHttpClient(ScalarTarget.Shell, ScalarClient.Curl);
        options.HeadContent = "<link rel=\"stylesheet\" href=\"/api-reference.css\" />";
        options.HeaderContent = $"<nav class=\"to-portal\"><a href=\"{PortalUrls.Tokens}\">Back to the portal</a></nav>";
        options.Favicon = "/favicon.svg";
        (options.DefaultFonts, options.Telemetry, options.HideClientButton, options.DotNetFlag) = (false, false, true, false);
        (options.ProxyUrl, options.ShowDeveloperTools) = (null, DeveloperToolsVisibility.Never);
    }
}
