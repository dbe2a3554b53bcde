using Amazon.Runtime;

namespace Portal.Sandbox.Tests.Judges;

/// <summary>Gives SDK clients an HTTP client whose wire is judged.</summary>
internal sealed class JudgedHttp(WireJudge judge) : HttpClientFactory, IDisposable
{
    private readonly HttpClient _client = new(new JudgingHandler(judge)) { Timeout = Timeout.InfiniteTimeSpan };

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _client.Dispose();
}
