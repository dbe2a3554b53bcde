using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Portal.Web.Api;

/// <summary>How much one request may send: more than the largest input that the validators take, and no more than a process can hold many times.</summary>
internal static class BodyLimit
{
    public const int MostBytes = 2 * 1024 * 1024;

    public static void AddBodyLimit(this IServiceCollection services) =>
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = MostBytes);

    /// <summary>Says what is wrong where the framework stops reading and answers with the bare status.</summary>
    public static void UseBodyLimit(this WebApplication app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.Use(async (context, next) =>
    {
        await next(context);
        if (context.Response is { StatusCode: StatusCodes.Status413PayloadTooLarge, HasStarted: false })
        {
            await Refusal().ExecuteAsync(context);
        }
    }));

    public static ProblemHttpResult Refusal() => TypedResults.Problem(
        string.Create(CultureInfo.InvariantCulture, $"A request has at most {MostBytes:N0} bytes. Send less at once."),
        statusCode: StatusCodes.Status413PayloadTooLarge, title: "Too much was sent");
}
