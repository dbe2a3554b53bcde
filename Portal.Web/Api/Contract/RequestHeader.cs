using Microsoft.OpenApi;

namespace Portal.Web.Api.Contract;

/// <summary>Says of an endpoint that it reads a header of the request.</summary>
internal sealed record RequestHeader(string Name, bool IsNeeded, string Text, string Example)
{
    public static RequestHeader IfMatch { get; } = new(
        "If-Match", true, "The ETag of what you read, so that you never change what you have not seen; * for whichever version there is.", "\"3\"");

    public static RequestHeader IdempotencyKey { get; } = new(
        "Idempotency-Key", false,
        "A text of your own, at most 255 characters. Sent again within 24 hours with the same body, the request is answered as it was and done once.",
        "refunds-from-storefront");

    public OpenApiParameter ToParameter() => new()
    {
        Name = Name,
        In = ParameterLocation.Header,
        Required = IsNeeded,
        Description = Text,
        Example = Example,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
