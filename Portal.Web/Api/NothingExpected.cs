using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Portal.Domain;

namespace Portal.Web.Api;

/// <summary>Where an operation takes no body, what is sent all the same is refused by name: it would have no effect.</summary>
internal static class NothingExpected
{
    /// <exception cref="InvalidInputException">Something was sent, and not an empty object.</exception>
    public static async ValueTask<object?> CheckAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (!HttpMethods.IsGet(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is null)
        {
            Check(await ReadAsync(context));
        }

        return await next(invocation);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        // The server reads no further than its limit.
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }

    private static void Check(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return;
        }

        try
        {
            using var sent = JsonDocument.Parse(body, new() { MaxDepth = ApiJson.MostLevels });
            switch (sent.RootElement)
            {
                case { ValueKind: JsonValueKind.Null }:
                    return;
                case { ValueKind: JsonValueKind.Object } members:
                    InvalidInputException.ThrowIfAny([.. members.EnumerateObject().Select(member => ApiProblems.Unknown(member.Name))]);
                    return;
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new InvalidInputException([new("body", "Nothing is read here. Send no body, or an empty object.") { IsUnknownWord = true }]);
    }
}
