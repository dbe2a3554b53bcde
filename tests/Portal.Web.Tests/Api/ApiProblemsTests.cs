using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;
using Portal.Web.Api;
using Portal.Web.Security;

namespace Portal.Web.Tests.Api;

public sealed class ApiProblemsTests
{
    private const string Unchanged = "The portal's database does not answer; nothing was changed. Try again in 5 seconds.";

    private static readonly Exception Gone = new NpgsqlException("broken", new IOException());
    private static readonly Exception Locked = new DbUpdateException(
        "not saved", new PostgresException("lock timeout", "ERROR", "ERROR", PostgresErrorCodes.LockNotAvailable));

    [Fact]
    public async Task Whoever_meets_what_somebody_else_holds_is_asked_to_come_back()
    {
        Assert.Equal("The portal is busy with this; nothing was changed. Try again in a few seconds.", await DetailAsync("POST", Locked));
        Assert.Equal(
            "The portal is busy with this; nothing was changed. Try again in a few seconds.", await DetailAsync("POST", new PortalBusyException(Locked)));
    }

    [Fact]
    public async Task That_nothing_was_changed_is_said_only_where_it_is_certain()
    {
        Assert.Equal(Unchanged, await DetailAsync("GET", Gone));
        Assert.Equal(Unchanged, await DetailAsync("POST", Gone, isKnown: false));
        Assert.Equal(Unchanged, await DetailAsync("POST", new DatabaseAwayException(Gone)));
        // For example a decision that was stored, and then could not be read for the answer.
        Assert.Contains("it may have been done. Look before you repeat it.", await DetailAsync("POST", Gone), StringComparison.Ordinal);
        Assert.Contains(
            "or repeat it with the same Idempotency-Key.", await DetailAsync("POST", new OutcomeUnknownException(true, Gone), key: "1"),
            StringComparison.Ordinal);
    }

    private static async Task<string?> DetailAsync(string method, Exception exception, bool isKnown = true, string? key = null)
    {
        await using var services = new ServiceCollection().AddSingleton<ILoggerFactory, NullLoggerFactory>().BuildServiceProvider();
        var context =
            new DefaultHttpContext
            {
                RequestServices = services,
                Request = { Method = method, Path = "/api/v1/connections" },
                Response = { Body = new MemoryStream() }
            };
        if (isKnown)
        {
            context.Items[typeof(Caller)] = new Actor("test", "chen", "chen", [], []);
        }

        if (key is not null)
        {
            context.Request.Headers["Idempotency-Key"] = key;
        }

        var problems = new ApiProblems(new RefusalLog(null!, TimeProvider.System), new DatabaseAvailability(), NullLogger<ApiProblems>.Instance);
        Assert.True(await problems.TryHandleAsync(context, exception, TestContext.Current.CancellationToken));
        Assert.Equal((StatusCodes.Status503ServiceUnavailable, "5"), (context.Response.StatusCode, context.Response.Headers.RetryAfter.ToString()));
        context.Response.Body.Position = 0;
        return (await JsonSerializer.DeserializeAsync<JsonElement>(context.Response.Body, cancellationToken: TestContext.Current.CancellationToken))
            .GetProperty("detail").GetString();
    }
}
