using System.Net.Http.Json;

namespace Portal.Web.Tests.Api.Contract;

/// <summary>Holds every request to the API, and its reply, against the API's document.</summary>
internal sealed class ContractHandler(ApiContract contract) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isApi = request.RequestUri!.AbsolutePath.StartsWith("/api/v1/", StringComparison.Ordinal);
        var sent = isApi && request.Content is JsonContent or StringContent ? await request.Content.ReadAsStringAsync(cancellationToken) : null;
        var reply = await base.SendAsync(request, cancellationToken);
        if (isApi)
        {
            await reply.Content.LoadIntoBufferAsync(cancellationToken);
            contract.Check(request, sent, reply, await reply.Content.ReadAsStringAsync(cancellationToken));
        }

        return reply;
    }
}
