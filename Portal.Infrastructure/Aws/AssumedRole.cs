using Amazon.Runtime;
using Amazon.SecurityToken.Model;

namespace Portal.Infrastructure.Aws;

/// <summary>Credentials of a role in an account, renewed in time; a refusal is never remembered.</summary>
internal sealed class AssumedRole(Func<CancellationToken, Task<Credentials>> assume, TimeProvider time) : AWSCredentials, IDisposable
{
    /// <summary>How long before their end credentials are renewed; longer than any call.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Session? _session;

    public async Task<ImmutableCredentials> CurrentAsync(CancellationToken cancellationToken)
    {
        if (Fresh is { } present)
        {
            return present;
        }

        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Fresh is { } renewed)
            {
                return renewed;
            }

            var got = await assume(cancellationToken).ConfigureAwait(false);
            var credentials = new ImmutableCredentials(got.AccessKeyId, got.SecretAccessKey, got.SessionToken);
            _session = new Session(credentials, new DateTimeOffset(got.Expiration!.Value.ToUniversalTime()) - Margin);
            return credentials;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Asks anew the next time, for example because AWS calls the session expired.</summary>
    public void Forget() => _session = null;

    // The gateways make sure of fresh credentials before a client asks for them here.
    public override ImmutableCredentials GetCredentials() =>
        _session?.Credentials ?? throw new InvalidOperationException("The role has not been assumed yet.");

    public override Task<ImmutableCredentials> GetCredentialsAsync() => CurrentAsync(CancellationToken.None);

    public void Dispose() => _one.Dispose();

    private ImmutableCredentials? Fresh => _session is { } session && time.GetUtcNow() < session.RenewAt ? session.Credentials : null;

    private sealed record Session(ImmutableCredentials Credentials, DateTimeOffset RenewAt);
}
