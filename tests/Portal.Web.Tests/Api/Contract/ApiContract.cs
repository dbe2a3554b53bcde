using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace Portal.Web.Tests.Api.Contract;

/// <summary>The API's document as something that requests and replies can be held against; what it does not name is refused.</summary>
internal sealed class ApiContract
{
    private static readonly EvaluationOptions Strict = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private readonly JsonObject _schemas;
    private readonly ConcurrentDictionary<string, Lazy<JsonSchema>> _built = new(StringComparer.Ordinal);

    private ApiContract(JsonObject document)
    {
        Document = document;
        _schemas = (JsonObject)Node(document, "components", "schemas")!.DeepClone();
        Close(_schemas);
        Operations = [.. ((JsonObject)document["paths"]!).SelectMany(path => ((JsonObject)path.Value!).Select(
            operation => new ApiOperation(operation.Key.ToUpperInvariant(), path.Key, (JsonObject)operation.Value!)))];
    }

    public JsonObject Document { get; }

    public IReadOnlyList<ApiOperation> Operations { get; }

    public static ApiContract Of(string document) => new((JsonObject)JsonNode.Parse(document)!);

    /// <summary>A way to the host on which every exchange is checked.</summary>
    public HttpMessageHandler Checking() => new ContractHandler(this) { InnerHandler = new SocketsHttpHandler() };

    /// <returns>The operation that is asked for; none where the document has none.</returns>
    public ApiOperation? Find(HttpRequestMessage request) => Operations
        .Where(one => one.Method == request.Method.Method && one.Fits(request.RequestUri!.AbsolutePath))
        .MinBy(one => one.Path.Count(letter => letter == '{'));

    /// <summary>Fails if the document does not have what was asked and answered.</summary>
    public void Check(HttpRequestMessage request, string? sent, HttpResponseMessage reply, string told)
    {
        var path = request.RequestUri!.AbsolutePath;
        var what = $"{request.Method} {path}: {(int)reply.StatusCode} {told}";
        if (Find(request) is not { } operation)
        {
            Assert.True((int)reply.StatusCode is 401 or 404 or 405 or 503, $"The document has no such operation. {what}");
            return;
        }

        var response = operation.Response(Document, (int)reply.StatusCode);
        Assert.True(response is not null, $"The document of {operation.Id} has no such status. {what}");
        CheckHeaders(response, reply, what);
        CheckBody(response["content"], reply.Content.Headers.ContentType?.MediaType, told, what);
        if (reply.IsSuccessStatusCode)
        {
            CheckRequest(operation, request, sent, what);
        }
    }

    private static void CheckHeaders(JsonObject response, HttpResponseMessage reply, string what)
    {
        var said = ((JsonObject?)response["headers"])?.Select(header => header.Key).ToHashSet() ?? [];
        var sent = new[] { "ETag", "Location", "Retry-After", "WWW-Authenticate" }.Where(reply.Headers.Contains).ToHashSet();
        Assert.True(said.SetEquals(sent), $"Headers [{string.Join(", ", sent)}], and the document says [{string.Join(", ", said)}]. {what}");
    }

    private void CheckRequest(ApiOperation operation, HttpRequestMessage request, string? sent, string what)
    {
        foreach (var parameter in operation.Parameters.Where(parameter => (string?)parameter["in"] == "header"))
        {
            Assert.True(parameter["required"]?.GetValue<bool>() != true || request.Headers.Contains((string)parameter["name"]!), what);
        }

        if (operation.Definition["requestBody"] is { } body)
        {
            CheckBody(body["content"], "application/json", sent ?? "", $"{sent} was taken. {what}");
        }
    }

    private void CheckBody(JsonNode? content, string? mediaType, string body, string what)
    {
        if (content is not JsonObject { Count: > 0 })
        {
            Assert.True(body.Length == 0, $"The document has no body. {what}");
            return;
        }

        Assert.True(mediaType is not null && content[mediaType] is not null, $"The document has no {mediaType}. {what}");
        using var json = JsonDocument.Parse(body);
        var result = Schema(content[mediaType]!["schema"]!).Evaluate(json.RootElement, Strict);
        Assert.True(result.IsValid, $"{Errors(result)}\n{what}");
    }

    private static string Errors(EvaluationResults results) => string.Join('\n', (results.Details ?? []).Where(one => !one.IsValid && one.Errors is not null)
        .SelectMany(one => one.Errors!.Select(error => $"{one.InstanceLocation}: {error.Value}")));

    private JsonSchema Schema(JsonNode schema) => _built.GetOrAdd(schema.ToJsonString(), text => new(() =>
    {
        var whole = (JsonObject)JsonNode.Parse(text)!;
        Close(whole);
        whole["$defs"] = _schemas.DeepClone();
        return JsonSchema.FromText(whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal));
    })).Value;

    /// <summary>The document is open: readers ignore what they do not know. Here nothing may be told that it does not name.</summary>
    private static void Close(JsonNode? node)
    {
        if (node is JsonObject schema)
        {
            // The library knows JSON Schema's own words alone.
            schema.Remove("x-extensible-enum");
            if (schema["properties"] is JsonObject && schema["type"] is not null && !schema.ContainsKey("additionalProperties"))
            {
                schema["additionalProperties"] = false;
            }

            foreach (var (_, inner) in schema.ToList())
            {
                Close(inner);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var inner in list)
            {
                Close(inner);
            }
        }
    }

    public static JsonNode? Node(JsonNode? node, params IEnumerable<string> path) => path.Aggregate(node, (inner, name) => inner?[name]);

    /// <summary>One operation of the document.</summary>
    internal sealed record ApiOperation(string Method, string Path, JsonObject Definition)
    {
        private readonly Regex _pattern = new(
            $"^{string.Join('/', Path.Split('/').Select(part => part.StartsWith('{') ? "[^/]+" : Regex.Escape(part)))}$", RegexOptions.CultureInvariant);

        public string Id => (string)Definition["operationId"]!;

        public IEnumerable<JsonObject> Parameters => ((JsonArray?)Definition["parameters"] ?? []).Cast<JsonObject>();

        public bool Fits(string path) => _pattern.IsMatch(path);

        public JsonObject? Response(JsonObject document, int status)
        {
            var said = Definition["responses"]![status.ToString(CultureInfo.InvariantCulture)];
            return (JsonObject?)((string?)said?["$ref"] is { } reference ? Node(document, reference.Split('/').Skip(1)) : said);
        }
    }
}
