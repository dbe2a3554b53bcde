namespace Portal.Infrastructure.Aws;

/// <summary>Which AWS the portal talks to, as whom, and how long it waits.</summary>
public sealed class AwsOptions
{
    /// <summary>One address for all of AWS, for example a simulated one; none for AWS itself.</summary>
    public Uri? ServiceUrl { get; set; }

    /// <summary>
    /// The region in which the portal is at home: its token service gives out the sessions of every role, which hold in all regions of its partition,
    /// those that have to be switched on first included.
    /// </summary>
    public string HomeRegion { get; set; } = "us-east-1";

    /// <summary>Regions that are newer than the SDK.</summary>
    public IList<string> Regions { get; } = [];

    /// <summary>The key that roles are assumed with; none for the SDK's default chain.</summary>
    public string? AccessKeyId { get; set; }

    public string? SecretAccessKey { get; set; }

    /// <summary>What role sessions are called in the accounts' trails; the worker's name follows.</summary>
    public string SessionNamePrefix { get; set; } = "privatelink-portal";

    /// <summary>At which pace mutating calls are sent; what none of them names is sent at once.</summary>
    public IReadOnlyList<RequestRate> RequestRates { get; set; } = RequestRate.Believed;

    /// <summary>How long one try of a read may take.</summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a mutating call may take from connect to the last byte of the reply; leases are longer.</summary>
    public TimeSpan MutationTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
