using System.Globalization;
using Microsoft.OpenApi;

namespace Portal.Web.Api.Contract;

/// <summary>One way in which the API refuses, or fails, in problem details (RFC 9457).</summary>
/// <param name="Name">Under which the document has it.</param>
internal sealed record Refusal(int Status, string Name, string Text, params string[] Headers)
{
    public const string Schema = "Problem";

    public static IReadOnlyList<Refusal> All { get; } =
    [
        new(400, "WrongInput", "Something that was sent needs changing; \"errors\" names all of it. Nothing was stored."),
        new(401, "NotSignedIn", "There is no token, or one that is unknown, has expired or was revoked.", "WWW-Authenticate"),
        new(403, "NotAllowed", "The token lacks the scope, or you may not do this."),
        new(404, "NotFound", "There is no such thing, or you may not see it."),
        new(409, "NotPossibleNow", "A rule stands against it as things are now, or somebody was faster."),
        new(412, "ChangedMeanwhile", "It is no longer the version that If-Match names. Read it again."),
        new(413, "TooMuch", "The body is larger than the API takes; the detail says the limit."),
        new(415, "NotJson", "The body is no application/json."),
        new(422, "NotUnderstood", "The body has a member that the API does not know here, a word that is none of those it takes, or is nested too deep; "
            + "or the Idempotency-Key was used for another request."),
        new(428, "VersionMissing", "If-Match is missing."),
        new(429, "TooOften", "Too many requests: yours, your token's, your team's, or from your address; or AWS takes no more reads at the moment.",
            "Retry-After"),
        new(500, "Failed", "Something went wrong in the portal; the detail has a reference."),
        new(502, "AwsFailed", "AWS did not answer as it should; the detail says what it said."),
        new(503, "Unavailable", "The portal's database does not answer or is busy; the detail says whether anything was changed.", "Retry-After"),
    ];

    public static Refusal Of(int status) => All.Single(one => one.Status == status);

    public static OpenApiHeader Header(string name) => new()
    {
        Description = name switch
        {
            "ETag" => "Which version it is: what If-Match has to name.",
            "Location" => "Where to follow it.",
            "Retry-After" => "In how many seconds it is worth trying again.",
            _ => "How to sign in: Bearer.",
        },
        Required = true,
        Schema = new OpenApiSchema { Type = name == "Retry-After" ? JsonSchemaType.Integer : JsonSchemaType.String },
    };

    public OpenApiResponse ToResponse(OpenApiDocument document) => new()
    {
        Description = Text,
        Headers = Headers.Length == 0 ? null : Headers.ToDictionary(header => header, IOpenApiHeader (header) => Header(header)),
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(Schema, document) },
        },
    };

    /// <summary>What every refusal looks like.</summary>
    public static OpenApiSchema ToSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "What is wrong, and what to do about it (RFC 9457).",
        Required = new HashSet<string> { "title", "status", "detail" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Member(
                "Which kind of problem it is: a link to its status; about:blank where it is left out.", "https://tools.ietf.org/html/rfc9110#section-15.5.1"),
            ["title"] = Member("The problem in a few words.", "Some of what you sent needs changing"),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The reply's status.", Examples = [400] },
            ["detail"] = Member("What happened, and what to do.", "Nothing was stored. Mend what \"errors\" names and send it again."),
            ["traceId"] = Member("By which the portal's log knows the request.", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "What is wrong, by the member, parameter or header that it stands in; where input was wrong.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        },
    };

    private static OpenApiSchema Member(string text, string example) => new() { Type = JsonSchemaType.String, Description = text, Examples = [example] };
}
