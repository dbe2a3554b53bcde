using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Infrastructure.Data;
using Portal.Web.Layout;

namespace Portal.Web.Api;

/// <summary>Answers for a database that does not: the API at once, without trying, and people's browsers with a page that says so.</summary>
internal sealed class DatabaseGuard(DatabaseAvailability availability) : IExceptionHandler
{
    /// <summary>Whoever failed has been told before: what comes after them need not wait for a connection that there is none of.</summary>
    public static void Use(WebApplication app)
    {
        var availability = app.Services.GetRequiredService<DatabaseAvailability>();
        app.Use(
            (context, next) => availability.IsAway && context.Request.Path.StartsWithSegments("/api")
                ? ApiProblems.DatabaseAway(context).ExecuteAsync(context)
                : next(context));
    }

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var fault = DatabaseFaults.Of(exception);
        if (fault is not (DatabaseFault.Away or DatabaseFault.Busy))
        {
            return false;
        }

        if (fault == DatabaseFault.Away)
        {
            availability.Doubt(exception);
        }

        ApiProblems.SayWhen(httpContext.Response);
        await new RazorComponentResult<UnavailablePage>(
            new { IsAway = fault == DatabaseFault.Away })
        { StatusCode = StatusCodes.Status503ServiceUnavailable }.ExecuteAsync(httpContext);
        return true;
    }
}
