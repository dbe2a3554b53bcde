using Amazon.Runtime;

namespace Portal.Infrastructure.Aws;

/// <summary>The two ways to AWS's sockets: reads, bounded a try; mutating calls, bounded as a whole and let through by permit only.</summary>
internal sealed class AwsHttp(AwsOptions options, TimeProvider time) : IDisposable
{
    private readonly HttpClient _reads = Client(new TimeLimitHandler(options.ReadTimeout, time, Socket(options)));
    private readonly HttpClient _writes = Client(
        new TimeLimitHandler(options.MutationTimeout, time, new PermitHandler(options.MutationTimeout, Socket(options))));

    public HttpClientFactory Reads => new Shared(_reads);

    /// <summary>For a read that no client of the SDK makes, because it is signed already.</summary>
    public HttpClient Relay => _reads;

    public HttpClientFactory Writes => new Shared(_writes);

    public void Dispose()
    {
        _reads.Dispose();
        _writes.Dispose();
    }

    private static HttpClient Client(HttpMessageHandler handler) => new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    private static SocketsHttpHandler Socket(AwsOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        // A connection that AWS closes while a mutating call goes out leaves the outcome unknown; an idle one is better given up first.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
        // A simulated AWS on this machine must not be sought through the company's proxy.
        UseProxy = options.ServiceUrl is not { IsLoopback: true },
    };

    private sealed class Shared(HttpClient client) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => client;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
