namespace Portal.Infrastructure.Aws;

/// <summary>The last handler before the socket of a mutating call: lets it pass only with a permit whose lease outlasts the time-out, and only once.</summary>
internal sealed class PermitHandler(TimeSpan timeout, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sending = Sending.Current ?? throw new InvalidOperationException("A mutating AWS call was made without a permit; nothing was sent.");
        cancellationToken.ThrowIfCancellationRequested();
        sending.Spend(timeout);
        AddUserAgent(request, sending.UserAgent);
        return base.SendAsync(request, cancellationToken);
    }

    // The user agent is not part of what AWS's signature covers.
    private static void AddUserAgent(HttpRequestMessage request, string text)
    {
        var present = request.Headers.NonValidated.TryGetValues("User-Agent", out var values) ? $"{string.Join(' ', values)} " : "";
        request.Headers.Remove("User-Agent");
        request.Headers.TryAddWithoutValidation("User-Agent", present + text);
    }
}
