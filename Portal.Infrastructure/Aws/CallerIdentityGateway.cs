using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Amazon;
using Microsoft.Extensions.Options;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>Asks AWS who signed a request, by sending it there.</summary>
/// <remarks>The request is built here from its parts: nothing that people hand in says where it goes or what it does, and no redirect is followed.</remarks>
public sealed class CallerIdentityGateway(AwsClients clients, IOptions<AwsOptions> options)
{
    private const int LongestReply = 64 * 1024;

    /// <summary>Where the token service of a region answers; with a simulated AWS that is the one address of it.</summary>
    public Uri EndpointOf(string region) =>
        options.Value.ServiceUrl ?? new Uri($"https://sts.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}/");

    /// <exception cref="AwsCallException">AWS or the way to it failed, so nothing is known.</exception>
    public async Task<CallerIdentity> AskAsync(SignedIdentityRequest question, CancellationToken cancellationToken)
    {
        try
        {
            using var request = Request(question);
            using var response = await clients.RelayAsync(request, cancellationToken).ConfigureAwait(false);
            return Read(response.StatusCode, await TextAsync(response, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is not AwsCallException && AwsErrors.Understands(exception, cancellationToken))
        {
            throw AwsErrors.Explain(exception, Party.Consumer, sent: false);
        }
    }

    private HttpRequestMessage Request(SignedIdentityRequest question)
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(SignedIdentityRequest.Body));
        content.Headers.TryAddWithoutValidation("Content-Type", SignedIdentityRequest.ContentType);
        var request = new HttpRequestMessage(HttpMethod.Post, EndpointOf(question.Region)) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", question.Authorization);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", question.SignedAt);
        request.Headers.TryAddWithoutValidation(SignedIdentityRequest.ChallengeHeader, question.Challenge);
        if (question.SessionToken is { } token)
        {
            request.Headers.TryAddWithoutValidation("X-Amz-Security-Token", token);
        }

        return request;
    }

    private static async Task<string> TextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return text.Length <= LongestReply ? text : throw new UnreadableReplyException("AWS said who signed the request in far too many words.");
    }

    private static CallerIdentity Read(HttpStatusCode status, string text)
    {
        // Whoever redirects, or answers in another language, is not AWS.
        if (status != HttpStatusCode.OK && (int)status is < 400 or >= 500)
        {
            throw new UnreadableReplyException($"AWS answered who signed the request with {(int)status}.");
        }

        using var xml = XmlReader.Create(new StringReader(text), new() { DtdProcessing = DtdProcessing.Prohibit });
        var reply = XDocument.Load(xml);
        if (status != HttpStatusCode.OK)
        {
            return Refused(
                Value(reply, "Code") ?? throw new UnreadableReplyException("AWS refused the request and gave no code."), Value(reply, "Message") ?? "");
        }

        return reply.Root?.Name.LocalName == "GetCallerIdentityResponse" && Value(reply, "Account") is { } account && AwsIds.IsAccountId(account)
            ? new(account, null)
            : throw new UnreadableReplyException("AWS said who signed the request and gave no account.");
    }

    private static CallerIdentity Refused(string code, string message)
    {
        var known = AwsErrorTable.Find(code, message, Party.Consumer, ofTokenService: true);
        return known.NeedsPerson ? new(null, InWords(code, message)) : throw new AwsCallException(known);
    }

    // The table speaks of the portal's credentials; these are somebody else's.
    private static string InWords(string code, string message) => code switch
    {
        "SignatureDoesNotMatch" when message.Contains("expired", StringComparison.OrdinalIgnoreCase) =>
            "AWS says that the signature is too old. Run the script again and paste what it prints at once",
        "SignatureDoesNotMatch" =>
            "AWS says that the signature does not fit: something was changed or cut off. Run the script again and copy all that it prints",
        "ExpiredToken" or "ExpiredTokenException" => "AWS says that the credentials that signed it have expired. Sign in to AWS anew and run the script again",
        "InvalidClientTokenId" =>
            "AWS does not know the credentials that signed it in this region. Check that the region is enabled for the account, and run the script again",
        "RegionDisabledException" => "AWS says that the region is not enabled for the account. Enable it, or register the account with another region",
        _ => $"AWS refused it ({code}): {message}",
    };

    private static string? Value(XDocument reply, string name) => reply.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim();
}
