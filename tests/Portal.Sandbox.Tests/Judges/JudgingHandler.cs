namespace Portal.Sandbox.Tests.Judges;

/// <summary>Sits between an SDK client and its socket and fails the call whose request or reply AWS's model does not allow.</summary>
internal sealed class JudgingHandler(WireJudge judge) : DelegatingHandler(
    new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var authorization = request.Headers.TryGetValues("Authorization", out var values) ? values.First() : null;
        var response = await base.SendAsync(request, cancellationToken);
        var reply = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var objections = judge.Judge(Exchange.Read(authorization, Target(request), sent, (int)response.StatusCode, reply));
        return objections.Count == 0 ? response : throw new ContractException(string.Join('\n', objections));
    }

    private static (string, string, string) Target(HttpRequestMessage request) =>
        (request.Method.Method, request.RequestUri!.AbsolutePath, request.RequestUri.Query);
}

/// <summary>Something on the wire is not as AWS's model has it.</summary>
internal sealed class ContractException(string message) : Exception(message);
