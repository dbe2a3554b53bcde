using System.Text;
using Portal.Sandbox.Signing;

namespace Portal.Sandbox.Tests;

/// <summary>Sends bodies that no SDK would send, signed as the account's administrator at the sandbox's time.</summary>
internal sealed class RawRequest(TestSandbox sandbox, string alias, string service = "ec2")
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });

    public async Task<(int Status, string Body)> SendAsync(string body, string? signedBody = null, string contentType = "application/x-www-form-urlencoded")
    {
        var account = sandbox.Account(alias);
        var date = SignedRequest.Format(sandbox.Clock.GetUtcNow());
        var host = sandbox.Host.AwsEndpoint.Authority;
        var headers = new Dictionary<string, string> { ["host"] = host, ["x-amz-date"] = date };
        var signed = new SignedRequest
        {
            AccessKeyId = account.AccessKeyId,
            Day = date[..8],
            Region = account.Region,
            Service = service,
            SignedHeaders = ["host", "x-amz-date"],
            Signature = "",
            Date = date,
        };
        var signature = SignatureV4.Compute(new("POST", "/", [], headers, Encoding.UTF8.GetBytes(signedBody ?? body)), signed, account.SecretAccessKey);
        using var request = new HttpRequestMessage(HttpMethod.Post, sandbox.Host.AwsEndpoint);
        request.Headers.TryAddWithoutValidation("x-amz-date", date);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"{SignedRequest.Algorithm} Credential={account.AccessKeyId}/{signed.Scope}, SignedHeaders=host;x-amz-date, Signature={signature}");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var reply = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)reply.StatusCode, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
