using System.Globalization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.OpenApi;
using Portal.Infrastructure.Data;
using Portal.Web.Security;

namespace Portal.Web.Api.Contract;

/// <summary>Tells of each operation what its endpoint says of itself: the scope that it needs, its headers, and every way in which it can be refused.</summary>
internal static class OperationDetails
{
    public static Task TellAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var (document, method) = (context.Document!, context.Description.HttpMethod!);
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var scope = ScopeRule.Of([method], new EndpointMetadataCollection(metadata)).ToString().ToLowerInvariant();
        operation.Description = $"{operation.Summary}. Needs a token with the scope `{scope}`.";
        operation.Tags = new HashSet<OpenApiTagReference> { new(ApiTag.Of(context.Description.RelativePath!).Name, document) };
        operation.Security = [new() { [new(ApiDocument.Scheme, document)] = [scope] }];
        TellParameters(operation, context.Description.ParameterDescriptions);
        foreach (var header in metadata.OfType<RequestHeader>())
        {
            (operation.Parameters ??= []).Add(header.ToParameter());
        }

        TellReplies(operation, [.. metadata.OfType<ReplyHeader>()]);
        TellRefusals(operation, document, method, metadata);
        return Task.CompletedTask;
    }

    private static void TellParameters(OpenApiOperation operation, IList<Microsoft.AspNetCore.Mvc.ApiExplorer.ApiParameterDescription> described)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            var word = ApiWords.Of(operation.OperationId!, parameter.Name!);
            parameter.Description = word?.Text;
            var schema = (OpenApiSchema)parameter.Schema!;
            var asked = described.FirstOrDefault(one => one.Name == parameter.Name)?.ParameterDescriptor as IParameterInfoParameterDescriptor;
            if (asked?.ParameterInfo.GetCustomAttributes(typeof(WordsOfAttribute), true) is [WordsOfAttribute { Words: var words }])
            {
                SchemaDetails.SayWords(schema, words);
                parameter.Description = $"{parameter.Description} One of {string.Join(", ", words)}; more may come.";
            }
            else if (word?.Example is { } example)
            {
                parameter.Example = DocumentDetails.Node(example);
            }

            (schema.Minimum, schema.Maximum) = parameter.Name switch
            {
                "limit" => ("1", Cursor.MostItems.ToString(CultureInfo.InvariantCulture)),
                "timeout" => ("0", ConnectionWait.MostSeconds.ToString(CultureInfo.InvariantCulture)),
                _ => (schema.Minimum, schema.Maximum),
            };
        }
    }

    private static void TellReplies(OpenApiOperation operation, IReadOnlyList<ReplyHeader> headers)
    {
        foreach (var (status, reply) in operation.Responses!)
        {
            if (reply is OpenApiResponse response)
            {
                response.Description = status switch
                {
                    "200" => "As asked for.",
                    "202" => "Taken up. It takes time: follow it at Location.",
                    "204" => "Done; there is nothing to tell.",
                    _ => response.Description,
                };
                foreach (var header in headers.Where(header => header.Status.ToString(CultureInfo.InvariantCulture) == status))
                {
                    response.Headers ??= new Dictionary<string, IOpenApiHeader>();
                    response.Headers[header.Name] = Refusal.Header(header.Name);
                }
            }
        }
    }

    private static void TellRefusals(OpenApiOperation operation, OpenApiDocument document, string method, IList<object> metadata)
    {
        var (changes, isNamed) = (!HttpMethods.IsGet(method), operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Path) == true);
        var (hasBody, hasVersion) = (operation.RequestBody is not null, metadata.OfType<RequestHeader>().Contains(RequestHeader.IfMatch));
        var canBeWrong = operation.Parameters?.Count > 0 || hasBody;
        IEnumerable<(int Status, bool Happens)> all =
        [
            (400, canBeWrong), (401, true), (403, true), (404, isNamed), (409, changes), (412, hasVersion), (413, changes), (415, hasBody), (422, changes),
            (428, hasVersion), (429, true), (500, true), (502, metadata.OfType<AsksAws>().Any()), (503, true),
        ];
        foreach (var (status, _) in all.Where(one => one.Happens))
        {
            operation.Responses![status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponseReference(Refusal.Of(status).Name, document);
        }
    }
}
