namespace Portal.Infrastructure.EmbeddedPostgres;

/// <summary>The private PostgreSQL cannot run; the message tells a person what to do.</summary>
public sealed class PrivatePostgresException(string message, Exception? innerException = null)
    : Exception(message, innerException);
