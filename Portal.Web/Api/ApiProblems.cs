using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;
using Portal.Infrastructure.Validation;
using Portal.Web.Security;

namespace Portal.Web.Api;

/// <summary>Answers everything that goes wrong in the API as problem details (RFC 9457), and keeps refusals in the history.</summary>
internal sealed partial class ApiProblems(RefusalLog refusals, DatabaseAvailability availability, ILogger<ApiProblems> logger) : IExceptionHandler
{
    private static readonly string RetryAfterSeconds = PortalBusyException.TryAgainAfter.TotalSeconds.ToString(
        "0", System.Globalization.CultureInfo.InvariantCulture);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!httpContext.Request.Path.StartsWithSegments("/api"))
        {
            return false;
        }

        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        await RecordAsync(httpContext, exception);
        await Answer(httpContext, exception).ExecuteAsync(httpContext);
        return true;
    }

    private async Task RecordAsync(HttpContext context, Exception exception)
    {
        if (exception is AccessRefusedException or SubjectNotFoundException && Caller.Of(context) is { } actor)
        {
            await refusals.WriteAsync(actor, $"{context.Request.Method} {context.Request.Path}", exception.Message, CancellationToken.None);
        }
    }

    private ProblemHttpResult Answer(HttpContext context, Exception exception) => exception switch
    {
        InvalidInputException invalid => Invalid(invalid.Errors),
        BadHttpRequestException malformed => Malformed(context, malformed),
        SubjectNotFoundException missing =>
            Problem(StatusCodes.Status404NotFound, $"No such {missing.What}", $"There is no such {missing.What}, or you may not see it."),
        AccessRefusedException refused => Problem(StatusCodes.Status403Forbidden, "Not allowed", refused.Message),
        SomeoneWasFasterException stale => Problem(
            context.Request.Headers.IfMatch.Count > 0 ? StatusCodes.Status412PreconditionFailed : StatusCodes.Status409Conflict, "Someone was faster",
            stale.Message),
        IdempotencyKeyReusedException reused => Problem(StatusCodes.Status422UnprocessableEntity, "Idempotency-Key reused", reused.Message),
        PreconditionMissingException missing => Problem(StatusCodes.Status428PreconditionRequired, "If-Match is missing", missing.Message),
        DomainException rule => Problem(StatusCodes.Status409Conflict, "Not possible now", rule.Message),
        DbUpdateException
        {
            InnerException: PostgresException
            {
                SqlState: PostgresErrorCodes.CharacterNotInRepertoire
            or PostgresErrorCodes.UntranslatableCharacter
            }
        } or
            PostgresException
        {
            SqlState: PostgresErrorCodes.CharacterNotInRepertoire
            or PostgresErrorCodes.UntranslatableCharacter
        } =>
            Invalid([new("request", "It contains a character that cannot be kept, such as NUL. Leave it out.")]),
        AwsCallException { Failure: { Class: RetryClass.Throttled } failure } => Later(
            context, StatusCodes.Status429TooManyRequests, "AWS takes no more reads at the moment", $"{failure.Cause}. {failure.Action}."),
        AwsCallException aws => Problem(StatusCodes.Status502BadGateway, "AWS did not answer as it should", $"{aws.Failure.Cause}. {aws.Failure.Action}."),
        _ => DatabaseFaults.Of(exception) switch
        {
            DatabaseFault.Away => Away(context, exception),
            DatabaseFault.Busy => Unavailable(context, "The portal is busy", "The portal is busy with this; nothing was changed. Try again in a few seconds."),
            _ => Unexpected(context, exception),
        },
    };

    private ProblemHttpResult Away(HttpContext context, Exception exception)
    {
        availability.Doubt(exception);
        // Before the caller was known nothing had begun; afterwards a command may have been done, and only its answer could not be read.
        var isUnchanged = HttpMethods.IsGet(context.Request.Method) || Caller.Of(context) is null || exception is DatabaseAwayException;
        var hasKey = context.Request.Headers.ContainsKey("Idempotency-Key");
        return isUnchanged && exception is not OutcomeUnknownException
            ? DatabaseAway(context)
            : Unavailable(context, "The outcome is unknown", new OutcomeUnknownException(hasKey, exception).Message);
    }

    /// <summary>For what has not begun, or has not come to its commit.</summary>
    public static ProblemHttpResult DatabaseAway(HttpContext context) =>
        Unavailable(
            context, "The portal's database does not answer",
            $"The portal's database does not answer; nothing was changed. Try again in {RetryAfterSeconds} seconds.");

    /// <summary>When it is worth trying again.</summary>
    public static void SayWhen(HttpResponse response) => response.Headers.RetryAfter = RetryAfterSeconds;

    private static ProblemHttpResult Unavailable(HttpContext context, string title, string detail) =>
        Later(context, StatusCodes.Status503ServiceUnavailable, title, detail);

    private static ProblemHttpResult Later(HttpContext context, int status, string title, string detail)
    {
        SayWhen(context.Response);
        return Problem(status, title, detail);
    }

    private ProblemHttpResult Unexpected(HttpContext context, Exception exception)
    {
        Log.Unexpected(logger, exception, context.Request.Method, context.Request.Path, context.TraceIdentifier);
        return Problem(StatusCodes.Status500InternalServerError, "Something went wrong in the portal",
            $"Nothing was lost. Try again; if it happens again, tell the people who run this portal the reference {context.TraceIdentifier}.");
    }

    private static ProblemHttpResult Malformed(HttpContext context, BadHttpRequestException malformed) => malformed.InnerException is JsonException json
        ? Invalid([UnknownMember(context, json) ?? TooDeep(json)
            ?? new(Field(json.Path), "This is not of the form that is expected here. Compare it with the API document.")])
        : malformed.StatusCode == StatusCodes.Status400BadRequest
            ? Invalid([new("request", malformed.Message)])
            : malformed.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? BodyLimit.Refusal()
                : Problem(malformed.StatusCode, "The request cannot be read", malformed.Message);

    /// <summary>The reader tells it by its words alone.</summary>
    /// <returns>None where something else is wrong.</returns>
    private static FieldError? UnknownMember(HttpContext context, JsonException json) =>
        Unmapped().Match(json.Message) is { Success: true } unknown
            ? IsShown(context, unknown.Groups["member"].Value) ? Fixed(unknown.Groups["member"].Value) : Unknown(unknown.Groups["member"].Value)
            : null;

    /// <summary>That the API does not know a member.</summary>
    public static FieldError Unknown(string member) => new(
        InputErrors.Shown(member)!, "There is no such member here, and it would have no effect. Leave it out, or compare its name with the API document.")
    { IsUnknownWord = true };

    private static FieldError Fixed(string member) => new(member, "This cannot be changed here. Leave it out.") { IsUnknownWord = true };

    /// <summary>Whether what is changed has a member of that name, though none that can be changed.</summary>
    private static bool IsShown(HttpContext context, string member) => HttpMethods.IsPatch(context.Request.Method)
        && context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<IProducesResponseTypeMetadata>()?.Type is { } shown
        && shown.GetProperties().Any(property => ApiJson.Name(property.Name) == member);

    private static FieldError? TooDeep(JsonException json) => json.Message.Contains("maximum configured depth", StringComparison.Ordinal)
        ? new(Field(json.Path), $"It is nested more than {ApiJson.MostLevels} levels deep. Nothing that is read here lies half as deep.")
        { IsUnknownWord = true }
        : null;

    [GeneratedRegex("JSON property '(?<member>.*)' could not be mapped to any \\.NET member", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Unmapped();

    private static string Field(string? path) => path is null or "$" ? "body" : InputErrors.Shown(path.TrimStart('$').TrimStart('.'))!;

    private static ProblemHttpResult Invalid(IReadOnlyList<FieldError> errors) => TypedResults.Problem(new HttpValidationProblemDetails(
        errors.GroupBy(error => error.Field).ToDictionary(group => group.Key, group => group.Select(error => error.Message).Distinct().ToArray()))
    {
        Status = errors.Any(error => error.IsUnknownWord) ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status400BadRequest,
        Title = "Some of what you sent needs changing",
        Detail = "Nothing was stored. Mend what \"errors\" names and send it again.",
    });

    private static ProblemHttpResult Problem(int status, string title, string detail) => TypedResults.Problem(detail, statusCode: status, title: title);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed ({Reference})")]
        public static partial void Unexpected(ILogger logger, Exception exception, string method, string path, string reference);
    }
}
