using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Portal.Sandbox.Control;

/// <summary>How the control API reads and answers: JSON, and every error of a request at once.</summary>
internal static class ControlMessages
{
    /// <summary>The body, or null after it has been refused.</summary>
    public static async Task<T?> ReadAsync<T>(this HttpContext context) where T : class
    {
        try
        {
            if (await JsonSerializer.DeserializeAsync<T>(context.Request.Body, SandboxJson.Strict, context.RequestAborted) is { } value)
            {
                return value;
            }
        }
        catch (JsonException failure)
        {
            await context.RefuseAsync($"The body is not the JSON that is expected here: {failure.Message}");
            return null;
        }

        await context.RefuseAsync("The body is empty.");
        return null;
    }

    /// <summary>A value with the members of the body in the place of its own, or null after the body has been refused.</summary>
    public static async Task<T?> MergeAsync<T>(this HttpContext context, T present) where T : class
    {
        if (await context.ReadAsync<JsonObject>() is not { } changes)
        {
            return null;
        }

        try
        {
            var merged = JsonSerializer.SerializeToNode(present, SandboxJson.Strict)!.AsObject();
            Merge(merged, changes);
            return merged.Deserialize<T>(SandboxJson.Strict);
        }
        catch (JsonException failure)
        {
            await context.RefuseAsync($"The body is not the JSON that is expected here: {failure.Message}");
            return null;
        }
    }

    public static Task AnswerAsync(this HttpContext context, object value, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(value, SandboxJson.Options, context.RequestAborted);
    }

    public static Task RefuseAsync(this HttpContext context, params IReadOnlyList<string> problems) =>
        context.AnswerAsync(new { errors = problems }, StatusCodes.Status400BadRequest);

    public static Task NotFoundAsync(this HttpContext context, string what) =>
        context.AnswerAsync(new { errors = (string[])[what] }, StatusCodes.Status404NotFound);

    public static void Done(this HttpContext context) => context.Response.StatusCode = StatusCodes.Status204NoContent;

    public static string Route(this HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    private static void Merge(JsonObject into, JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            if (value is JsonObject inner && into[name] is JsonObject present)
            {
                Merge(present, inner);
            }
            else
            {
                into[name] = value?.DeepClone();
            }
        }
    }
}
