namespace Portal.Infrastructure.Aws;

/// <summary>Bounds one exchange from connect to the last byte of the reply.</summary>
internal sealed class TimeLimitHandler(TimeSpan limit, TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            var response = await base.SendAsync(request, linked.Token).ConfigureAwait(false);
            // The SDK reads the body after this handler has returned; a reply that stops half-way must not outlive the limit.
            await response.Content.LoadIntoBufferAsync(linked.Token).ConfigureAwait(false);
            return response;
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The SDK retries reads on this type, and does not on a cancellation.
            throw new HttpRequestException($"AWS did not answer within {limit.TotalSeconds:0.#} s.", new TimeoutException());
        }
    }
}
