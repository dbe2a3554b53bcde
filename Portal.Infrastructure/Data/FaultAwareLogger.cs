using Microsoft.Extensions.Logging;

namespace Portal.Infrastructure.Data;

/// <summary>Writes what a part of the portal, or of a library, has to say, but for failures that are told elsewhere.</summary>
internal sealed class FaultAwareLogger(ILogger inner, string category, DatabaseAvailability availability) : ILogger
{
    private const string EntityFramework = "Microsoft.EntityFrameworkCore";
    private const string Hangfire = "Hangfire";
    private const string HealthChecks = "Microsoft.Extensions.Diagnostics.HealthChecks";

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var fault = Is(Hangfire) && exception is InvalidOperationException { Source: "Npgsql" }
            // It goes on with a connection that broke under it.
            ? DatabaseFault.Away
            : DatabaseFaults.Of(exception);
        if (logLevel == LogLevel.Critical)
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
        else if (fault == DatabaseFault.Away)
        {
            // The probe says in one line what it is, and when it is over.
            availability.Doubt(exception!);
        }
        else if (exception is null && Is(HealthChecks))
        {
            // Whoever asks whether the portal is ready is told, every few seconds; the log has the cause from the probe or the feed.
            inner.Log(LogLevel.Debug, eventId, state, exception, formatter);
        }
        else if (Is(EntityFramework) && (fault != DatabaseFault.None || exception is OperationCanceledException))
        {
            // It is thrown as well: who made the call reads again, or tells the person.
            inner.Log(LogLevel.Debug, eventId, state, exception, formatter);
        }
        else if (Is(Hangfire) && fault != DatabaseFault.None)
        {
            // The row brings the work back.
            inner.Log(
                LogLevel.Information, eventId, (formatter(state, null), DatabaseFaults.Cause(exception!)), null,
                static (told, _) => $"{told.Item1} {told.Item2}");
        }
        else
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }

    private bool Is(string library) => category.StartsWith(library, StringComparison.Ordinal);
}
