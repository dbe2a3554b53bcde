using System.Data.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;
using Portal.Web.Security;

namespace Portal.Web.Shared;

/// <summary>What every page and dialog has: who looks at it, an end, and one place where what goes wrong is told.</summary>
public abstract partial class PortalComponentBase : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    [Inject]
    public required Viewer Viewer { get; init; }

    [Inject]
    public required RefusalLog Refusals { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ILogger<PortalComponentBase> Logger { get; init; }

    /// <summary>Cancelled when the component goes.</summary>
    protected CancellationToken Gone { get; private set; }

    /// <summary>Whether something that the person asked for is under way; a second click does nothing.</summary>
    protected bool Busy { get; private set; }

    /// <summary>What is wrong with the input of the last try, by field.</summary>
    protected FormErrors Errors { get; } = new();

    protected PortalComponentBase() => Gone = _gone.Token;

    /// <summary>Does what the person asked for, and tells them what became of it.</summary>
    /// <returns>Whether it was done.</returns>
    protected async Task<bool> RunAsync(Func<Actor, Task> command, string? done = null)
    {
        if (Busy)
        {
            return false;
        }

        Errors.Clear();
        Occupy(true);
        Actor? actor = null;
        try
        {
            actor = await Viewer.ActorAsync(Gone);
            await command(actor);
            if (done is not null)
            {
                Snackbar.Add(done, Severity.Success);
            }

            return true;
        }
        catch (InvalidInputException invalid)
        {
            Errors.Take(invalid.Errors);
            Snackbar.Add(invalid.Errors.Count == 1 ? "One thing needs changing. Nothing was stored." : $"{invalid.Errors.Count} things need changing. Nothing was stored.", Severity.Warning);
            return false;
        }
        catch (Exception failed) when (Trouble.Of(failed) is { } trouble)
        {
            await RefuseAsync(actor, failed, CancellationToken.None);
            Snackbar.Add(trouble.Message, trouble.IsOurs ? Severity.Error : Severity.Warning);
            return false;
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            Occupy(false);
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        OnGone();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what a component holds.</summary>
    protected virtual void OnGone()
    {
    }

    /// <summary>Shows it at once: what the person asked for may go on with a question, or with another command.</summary>
    private void Occupy(bool busy)
    {
        Busy = busy;
        StateHasChanged();
    }

    /// <summary>Writes into the history what the person was not allowed to see or do.</summary>
    protected async Task RefuseAsync(Actor? actor, Exception failed, CancellationToken cancellationToken)
    {
        Log.Refused(Logger, failed, GetType().Name);
        if (actor is not null && failed is AccessRefusedException or SubjectNotFoundException)
        {
            await Refusals.WriteAsync(actor!, GetType().Name, failed.Message, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "What was asked for on {Page} was not done")]
        public static partial void Refused(ILogger logger, Exception exception, string page);
    }
}

/// <summary>Why something was not done or cannot be shown, in a sentence for the person.</summary>
/// <param name="IsOurs">Whether the portal itself fails, and the person did nothing wrong.</param>
/// <param name="IsSignedOut">Whether signing in again is what helps.</param>
/// <param name="IsAway">Whether it is the database that does not answer.</param>
public sealed record Trouble(string Message, bool IsOurs, bool IsSignedOut = false, bool IsAway = false)
{
    /// <summary>None for what is a defect: it must not be told as if it were expected.</summary>
    public static Trouble? Of(Exception exception) => exception switch
    {
        InvalidInputException invalid => new(string.Join(" ", invalid.Errors.Select(error => error.Message)), false),
        SignedOutException => new(exception.Message, false, IsSignedOut: true),
        DomainException or AccessRefusedException => new(exception.Message, false),
        DbUpdateConcurrencyException => new("Someone was faster: it has changed since you read it. Look at its present state and decide again.", false),
        IdempotencyKeyReusedException => new("This form was sent before with other content. Look at what came of it before you send it again.", false),
        SubjectNotFoundException missing => new($"There is no such {missing.What}, or you may not see it.", false),
        AwsCallException aws => new($"{aws.Failure.Cause}. {aws.Failure.Action}.", true),
        PortalBusyException => new(exception.Message, true),
        OutcomeUnknownException or DatabaseAwayException => new(exception.Message, true, IsAway: true),
        _ when DatabaseFaults.Of(exception) == DatabaseFault.Busy => new("The portal is busy with this. Nothing was changed; try again in a few seconds.", true),
        DbException or TimeoutException => new(
            "The portal's database does not answer at the moment. Look at the present state before you try again.", true, IsAway: DatabaseFaults.Of(exception) == DatabaseFault.Away),
        // What the database layer wraps around it.
        InvalidOperationException or DbUpdateException when exception.InnerException is { } inner and (DbException or TimeoutException or DbUpdateException) => Of(inner),
        _ => null,
    };
}

/// <summary>What is wrong with what a person entered, by the field's path.</summary>
public sealed class FormErrors
{
    private IReadOnlyList<FieldError> _errors = [];

    public bool Any => _errors.Count > 0;

    public IReadOnlyList<FieldError> All => _errors;

    public void Take(IReadOnlyList<FieldError> errors) => _errors = errors;

    public void Clear() => _errors = [];

    /// <summary>All messages of the field itself; none when it is fine.</summary>
    public string? For(string field) => Join(_errors.Where(error => error.Field == field));

    /// <summary>All messages of the field and of what lies within it.</summary>
    public string? Within(string field) => Join(_errors.Where(error =>
        error.Field == field || error.Field.StartsWith(field + "[", StringComparison.Ordinal) || error.Field.StartsWith(field + ".", StringComparison.Ordinal)));

    private static string? Join(IEnumerable<FieldError> errors) =>
        errors.Select(error => error.Message).Distinct().ToList() is { Count: > 0 } messages ? string.Join(" ", messages) : null;
}
