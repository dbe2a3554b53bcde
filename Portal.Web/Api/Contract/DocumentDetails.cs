using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Portal.Domain.Accounts;

namespace Portal.Web.Api.Contract;

/// <summary>The frame of the document, and the words for what stands in it.</summary>
internal static class DocumentDetails
{
    public static Task TellAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "PrivateLink Portal",
            Version = "v1",
            Description = "Publish services over AWS PrivateLink, ask for connections, decide on them, and follow them to the end. "
                + "Version 1 only ever gains: readers ignore members and words that they do not know.",
            License = new() { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new() { Url = "/", Description = "This portal." }];
        document.Tags = ApiTag.All.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Text }).ToHashSet();
        var components = document.Components ??= new();
        components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme> { [ApiDocument.Scheme] = Scheme() };
        components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        components.Schemas.Remove(nameof(JsonElement));
        foreach (var (name, schema) in components.Schemas)
        {
            Explain(name, (OpenApiSchema)schema);
        }

        components.Schemas[Refusal.Schema] = Refusal.ToSchema();
        components.Responses = Refusal.All.ToDictionary(refusal => refusal.Name, IOpenApiResponse (refusal) => refusal.ToResponse(document));
        return Task.CompletedTask;
    }

    /// <summary>An example as it stands in JSON.</summary>
    public static JsonNode Node(object example) => JsonSerializer.SerializeToNode(example)!;

    private static OpenApiSecurityScheme Scheme() => new()
    {
        Type = SecuritySchemeType.Http,
        Scheme = "bearer",
        Description = "A token from the page \"API tokens\". Each operation names the scope that it needs: "
            + $"{string.Join(", ", Enum.GetValues<TokenScope>().Where(scope => scope >= 0).Select(scope => scope.ToString().ToLowerInvariant()))}.",
    };

    private static void Explain(string name, OpenApiSchema schema)
    {
        schema.Description = SchemaWords.Of(name);
        if (SchemaDetails.WordsOf(schema) is { } words)
        {
            schema.Description = $"{schema.Description} One of {string.Join(", ", words)}; more may come.";
            // Where there can be none, whoever refers to it says so.
            schema.Type &= ~JsonSchemaType.Null;
        }

        foreach (var (member, shown) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            var word = ApiWords.Of(name, member);
            if (shown is OpenApiSchemaReference reference)
            {
                reference.Description = word?.Text;
            }
            else if (shown is OpenApiSchema inline)
            {
                if (inline.OneOf?.Any(one => one is OpenApiSchemaReference { Reference.Id: nameof(JsonElement) }) == true)
                {
                    // Read as whatever it is, so that everything but text is refused in the same words.
                    (inline.OneOf, inline.Type) = (null, JsonSchemaType.String);
                }

                inline.Description = inline.Items is OpenApiSchema items && SchemaDetails.WordsOf(items) is { } some
                    ? $"{word?.Text} Of {string.Join(", ", some)}; more may come."
                    : word?.Text;
                inline.Examples = word?.Example is { } example ? [Node(example)] : inline.Examples;
            }
        }
    }
}
