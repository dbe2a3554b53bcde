using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Portal.Infrastructure.Data;

/// <summary>Keeps expected failures of the database from filling the log, whoever reports them; what nobody expects stays as it is, at any time.</summary>
public static class FaultAwareLogging
{
    /// <summary>Goes between the host's log and everybody who writes to it. Comes after everything that sets the log up.</summary>
    public static IServiceCollection AddFaultAwareLogging(this IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(provider => new Factory(
        new LoggerFactory(
            provider.GetServices<ILoggerProvider>(), provider.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(),
            provider.GetRequiredService<IOptions<LoggerFactoryOptions>>(), provider.GetService<IExternalScopeProvider>()),
        provider.GetRequiredService<DatabaseAvailability>())));

    private sealed class Factory(LoggerFactory inner, DatabaseAvailability availability) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => new FaultAwareLogger(inner.CreateLogger(categoryName), categoryName, availability);

        public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

        public void Dispose() => inner.Dispose();
    }
}

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
            inner.Log(LogLevel.Information, eventId, (formatter(state, null), DatabaseFaults.Cause(exception!)), null, static (told, _) => $"{told.Item1} {told.Item2}");
        }
        else
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }

    private bool Is(string library) => category.StartsWith(library, StringComparison.Ordinal);
}
