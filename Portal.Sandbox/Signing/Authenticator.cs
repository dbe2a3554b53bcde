using System.Globalization;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Signing;

/// <summary>Finds out who signed a request, or refuses it in the words of the API it was meant for.</summary>
internal static class Authenticator
{
    /// <summary>How far a signature's time may lie from the machine's clock: EC2 is stricter than the others.</summary>
    public static TimeSpan Tolerance(AwsApi api) => TimeSpan.FromMinutes(api.IsEc2 ? 5 : 15);

    public static Caller Authenticate(Store store, AwsApi api, HttpMessage message, SignedRequest? signed, DateTimeOffset now)
    {
        if (signed is null)
        {
            throw message.Header("authorization") is { Length: > 0 } header ? SignatureErrors.Incomplete(header) : SignatureErrors.Missing();
        }

        if (signed.Service != api.Service)
        {
            throw SignatureErrors.WrongService(api);
        }

        CheckTime(api, signed, now);
        if (!store.Keys.TryFind(signed.AccessKeyId, out var key) || key.SessionToken != signed.SessionToken)
        {
            throw SignatureErrors.UnknownKey(api);
        }

        if (!SignatureV4.Matches(message, signed, key.Secret))
        {
            throw SignatureErrors.WrongSignature(api);
        }

        return key.ExpiresAt <= now ? throw SignatureErrors.ExpiredKey(api) : new(key.OwnerId, key.PrincipalArn, key.UserId, key.Id);
    }

    private static void CheckTime(AwsApi api, SignedRequest signed, DateTimeOffset now)
    {
        if (signed.SignedAt is not { } at || signed.Day != at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture))
        {
            throw SignatureErrors.WrongSignature(api);
        }

        if (at + (signed.Lifetime ?? Tolerance(api)) < now)
        {
            throw SignatureErrors.Stale(api, signed, now);
        }

        if (at - Tolerance(api) > now)
        {
            throw SignatureErrors.FromTheFuture(api, signed, now);
        }
    }
}
