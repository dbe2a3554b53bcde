using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Portal.Testing;

/// <summary>A line of a log that a test reads.</summary>
public sealed record LogLine(LogLevel Level, string Category, string Text, Exception? Exception);

/// <summary>Keeps what is written into the log.</summary>
public sealed class CapturedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    /// <summary>What an operator would be woken by.</summary>
    public IReadOnlyList<LogLine> Troubles => [.. _lines.Where(line => line.Level >= LogLevel.Warning)];

    public void Clear() => _lines.Clear();

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName, _lines);

    public void Dispose()
    {
        // What was captured stays to be read.
    }

    private sealed class Writer(string category, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lines.Enqueue(new(logLevel, category, formatter(state, exception), exception));
            }
        }
    }
}
