using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Security;
using Portal.Web.Security;

namespace Portal.Web.Shared;

/// <summary>What every page and dialog has: who looks at it, an end, and one place where what goes wrong is told.</summary>
public abstract partial class PortalComponentBase : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<FieldError> _told = [];

    [Inject]
    public required Viewer Viewer { get; init; }

    [Inject]
    public required RefusalLog Refusals { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Announcements Announcements { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required ILogger<PortalComponentBase> Logger { get; init; }

    /// <summary>Cancelled when the component goes.</summary>
    protected CancellationToken LifetimeToken { get; private set; }

    /// <summary>Whether something that the person asked for is under way; a second click does nothing.</summary>
    protected bool Busy { get; private set; }

    /// <summary>What is wrong with the input of the last try, by field.</summary>
    protected FormErrors Errors { get; } = new();

    protected PortalComponentBase() => LifetimeToken = _gone.Token;

    /// <summary>Does what the person asked for, and tells them what became of it.</summary>
    /// <returns>Whether it was done.</returns>
    protected async Task<bool> RunAsync(Func<Actor, Task> command, string? done = null)
    {
        if (Busy)
        {
            return false;
        }

        Errors.Clear();
        SetBusy(true);
        Actor? actor = null;
        try
        {
            if (Errors.Held.Count > 0)
            {
                throw new InvalidInputException([.. Errors.Held, .. CheckForm()]);
            }

            actor = await Viewer.ActorAsync(LifetimeToken);
            await command(actor);
            if (done is not null)
            {
                Snackbar.Add(done, Severity.Success);
            }

            return true;
        }
        catch (InvalidInputException invalid)
        {
            Errors.Refuse(invalid.Errors);
            _told = [.. Errors.Held, .. CheckForm()];
            Snackbar.Add(
                invalid.Errors.Count == 1
                    ? "One thing needs changing. Nothing was stored."
                    : $"{invalid.Errors.Count} things need changing. Nothing was stored.",
                Severity.Warning);
            return false;
        }
        catch (Exception failed) when (UserFacingError.Of(failed) is { } trouble)
        {
            await RefuseAsync(actor, failed, CancellationToken.None);
            Snackbar.Add(trouble.Message, trouble.IsOurs ? Severity.Error : Severity.Warning);
            return false;
        }
        catch (OperationCanceledException) when (LifetimeToken.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            SetBusy(false);
        }
    }

    /// <summary>What of the form can be judged without asking anybody; nothing where it has to be sent for that.</summary>
    protected virtual IReadOnlyList<FieldError> CheckForm() => [];

    /// <summary>Judges what was refused anew, as the person changes it.</summary>
    protected void Recheck()
    {
        IReadOnlyList<FieldError> now = [.. Errors.Held, .. CheckForm()];
        Errors.Recheck(_told, now);
        _told = now;
    }

    /// <summary>Tells what came of a comparison with AWS that the person asked for.</summary>
    private protected async Task AnswerAsync(SubjectKind kind, Guid id, RefreshAnswer.Look before, Func<Task<RefreshAnswer.Look>> read)
    {
        try
        {
            var answer = await RefreshAnswer.WaitAsync(before, read, Time, LifetimeToken);
            await Announcements.AnnounceAsync(kind, id, LifetimeToken);
            Snackbar.Add(answer, Severity.Info);
        }
        catch (Exception) when (LifetimeToken.IsCancellationRequested)
        {
            // The person has left the page.
        }
        catch (Exception failed) when (UserFacingError.Of(failed) is { } trouble)
        {
            Snackbar.Add(trouble.Message, Severity.Warning);
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        OnDispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what a component holds.</summary>
    protected virtual void OnDispose()
    {
    }

    /// <summary>Shows it at once: what the person asked for may go on with a question, or with another command.</summary>
    private void SetBusy(bool busy)
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
