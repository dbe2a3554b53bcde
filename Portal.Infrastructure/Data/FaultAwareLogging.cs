using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Portal.Infrastructure.Data;

/// <summary>Keeps expected failures of the database from filling the log, whoever reports them; what nobody expects stays as it is, at any time.</summary>
public static class FaultAwareLogging
{
    /// <summary>Goes between the host's log and everybody who writes to it. Comes after everything that sets the log up.</summary>
    public static IServiceCollection AddFaultAwareLogging(this IServiceCollection services) =>
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(provider => new Factory(
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
