namespace Portal.Infrastructure.Aws;

/// <summary>The mutating call that is under way in the present flow, and whether its bytes were handed to the network.</summary>
internal sealed class Sending(SendPermit permit)
{
    private static readonly AsyncLocal<Sending?> Ambient = new();
    private int _sent;

    public static Sending? Current => Ambient.Value;

    public bool WasSent => Volatile.Read(ref _sent) != 0;

    /// <summary>What the user agent says of the call, so that the account's own trail can be matched with the portal's.</summary>
    public string UserAgent => $"portal-operation/{permit.OperationId} portal-attempt/{permit.AttemptId}";

    /// <summary>Makes it the one that the writer's last handler finds; ends with the calling method.</summary>
    public static Sending Begin(SendPermit permit) => Ambient.Value = new Sending(permit);

    /// <summary>Spends the permit, at the last moment before the socket.</summary>
    public void Spend(TimeSpan timeout)
    {
        var remaining = permit.LeaseRemaining();
        if (remaining <= timeout)
        {
            throw new LeaseTooShortException(remaining, timeout);
        }

        // One attempt row is one sending: whoever retries below the gateway is refused.
        if (Interlocked.Exchange(ref _sent, 1) != 0)
        {
            throw new InvalidOperationException($"Attempt {permit.AttemptId} was already sent; it is not sent again.");
        }
    }
}
