using Microsoft.Extensions.Logging.Abstractions;
using Portal.Infrastructure.EmbeddedPostgres;
using Portal.Testing;

namespace Portal.Infrastructure.Tests.EmbeddedPostgres;

/// <summary>A folder with a finished cluster that nobody runs, made once for a class; every test leaves it stopped.</summary>
public sealed class StoppedCluster : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder["pg"];

    public string Data => _folder["pg", "data"];

    public async ValueTask InitializeAsync() => await (await StartAsync(CancellationToken.None)).DisposeAsync();

    public Task<PrivatePostgres> StartAsync(CancellationToken cancellationToken) => PrivatePostgres.StartAsync(
        new PrivatePostgresOptions { Folder = Folder, Durable = false }, NullLogger.Instance, cancellationToken);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
