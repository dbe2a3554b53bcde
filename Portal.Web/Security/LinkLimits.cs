using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Portal.Web.Security;

/// <summary>How much may come by links that need no sign-in: enough for people, too little for guessing and for wearing the portal out.</summary>
internal static class LinkLimits
{
    public const string Policy = "links";

    private const int MostLooks = 120;
    private const int MostSendings = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Looks are counted by where they come from, and what is sent by the link.</summary>
    public static IServiceCollection AddLinkLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (rejected, cancellationToken) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "60";
            return new(rejected.HttpContext.Response.WriteAsync(
                "Too much has come by this link, or from this address. Wait a minute and try again.", cancellationToken));
        };
        limiter.AddPolicy(Policy, context => HttpMethods.IsGet(context.Request.Method)
            ? Partition($"from {context.Connection.RemoteIpAddress}", MostLooks)
            : Partition($"to {context.Request.Path}", MostSendings));
    });

    private static RateLimitPartition<string> Partition(string key, int most) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = most, Window = Window });
}
