using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Calls;

/// <summary>The HTTP side of the AWS endpoint: reads a request whole, has it answered, writes the answer.</summary>
internal sealed class AwsListener(Engine engine)
{
    public const int LargestBody = 1 << 20;

    public async Task HandleAsync(HttpContext context)
    {
        byte[] body;
        try
        {
            body = await ReadAsync(context);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException && failure is not BadHttpRequestException { StatusCode: 413 })
        {
            context.Abort();
            return;
        }
        catch (BadHttpRequestException)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        await AnswerAsync(context, body);
    }

    private async Task AnswerAsync(HttpContext context, byte[] body)
    {
        Answer answer;
        try
        {
            answer = await engine.AnswerAsync(Message(context, body));
        }
        catch (Exception ended) when (ended is OperationCanceledException or ConnectionLostException)
        {
            // A fault rule cuts the connection, or the sandbox stops while the call is held: it dies as it would with the process.
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "text/xml;charset=UTF-8";
        context.Response.ContentLength = answer.Body.Length;
        context.Response.Headers["x-amzn-RequestId"] = answer.RequestId;
        await context.Response.Body.WriteAsync(answer.Body, CancellationToken.None);
    }

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }

    private static HttpMessage Message(HttpContext context, byte[] body)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => string.Join(',', header.Value.ToArray()), StringComparer.OrdinalIgnoreCase);
        var address = context.Connection.RemoteIpAddress;
        return new(context.Request.Method, target[0], target.Length == 2 ? HttpMessage.Decode(target[1]) : [], headers, body)
        {
            SourceAddress = (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString(),
        };
    }
}
