using Microsoft.Extensions.Caching.Memory;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;

namespace Portal.Infrastructure.Connections;

/// <summary>What the VPCs of connections are called and which blocks they have: for people who look, so a while old and never in anybody's way.</summary>
public sealed class ConnectionNetworks(NetworkGateway network) : IDisposable
{
    private const int MostVpcs = 1_000;

    // Names change seldom; a page that is opened again must not ask AWS again.
    private static readonly TimeSpan Known = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan UnknownFor = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MostVpcs });

    /// <param name="connection">As the reader sees it: into a network that is not visible to them nobody looks for them.</param>
    /// <returns>None where the network is not visible, or AWS cannot be asked now.</returns>
    public async Task<VpcFacts?> FindAsync(ConnectionView connection, CancellationToken cancellationToken)
    {
        if (connection is not { VpcId: { } vpcId, SelfManaged: false, Unreadable: null })
        {
            return null;
        }

        var scope = new AwsScope(connection.AccountId, connection.Region);
        if (_cache.TryGetValue((scope, vpcId), out VpcFacts? known))
        {
            return known;
        }

        var read = await TryReadAsync(scope, vpcId, cancellationToken);
        return _cache.Set((scope, vpcId), read, new MemoryCacheEntryOptions
        {
            Size = 1,
            AbsoluteExpirationRelativeToNow = read is null ? UnknownFor : Known,
        });
    }

    public void Dispose() => _cache.Dispose();

    private async Task<VpcFacts?> TryReadAsync(AwsScope scope, string vpcId, CancellationToken cancellationToken)
    {
        try
        {
            return await network.VpcAsync(scope, vpcId, Party.Consumer, cancellationToken);
        }
        catch (AwsCallException)
        {
            // The picture has ids then.
            return null;
        }
    }
}
