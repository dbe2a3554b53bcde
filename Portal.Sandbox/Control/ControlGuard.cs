using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Portal.Sandbox.Control;

/// <summary>Keeps web pages of elsewhere, open in a browser on this machine, from steering the simulated world.</summary>
internal static class ControlGuard
{
    public static void UseControlGuard(this IApplicationBuilder app) => app.Use((context, next) => Problem(context.Request) is { } problem
        ? context.AnswerAsync(new { errors = (string[])[problem] }, StatusCodes.Status403Forbidden)
        : next(context));

    private static string? Problem(HttpRequest request)
    {
        // A name that somebody else's name server points at this machine is another origin to the browser, and none to us.
        if (request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]"))
        {
            return $"This is reached as 127.0.0.1 or localhost, not as '{request.Host}'.";
        }

        var origin = request.Headers[HeaderNames.Origin].ToString();
        return origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}" ? null : $"A page of '{origin}' may not steer the sandbox.";
    }
}
