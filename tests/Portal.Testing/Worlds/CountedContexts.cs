using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Portal.Infrastructure.Data;

namespace Portal.Testing.Worlds;

/// <summary>Opens contexts on a world's database and remembers every command that they send.</summary>
public sealed class CountedContexts : DbCommandInterceptor, IDbContextFactory<PortalDbContext>
{
    private readonly ConcurrentQueue<SentCommand> _sent = new();
    private readonly DbContextOptions<PortalDbContext> _options;

    public CountedContexts(PortalWorld world)
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        PortalDatabase.Configure(options, world.ConnectionString);
        _options = options.AddInterceptors(this).Options;
    }

    /// <summary>What was sent so far, oldest first.</summary>
    public IReadOnlyList<SentCommand> Sent => [.. _sent];

    public PortalDbContext CreateDbContext() => new(_options);

    /// <summary>Forgets what was sent.</summary>
    public void Clear() => _sent.Clear();

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        new(Keep(command, result));

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
        new(Keep(command, result));

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        new(Keep(command, result));

    private T Keep<T>(DbCommand command, T result)
    {
        _sent.Enqueue(new(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(parameter => (parameter.ParameterName, parameter.Value))]));
        return result;
    }
}
