namespace Portal.Web.Hosting;

/// <summary>How the portal gets to AWS.</summary>
internal sealed class AwsSettings
{
    /// <summary>One address that stands in for all of AWS's services, such as a simulated AWS; none for AWS itself.</summary>
    public Uri? ServiceUrl { get; set; }

    /// <summary>The region whose token service gives out the sessions of all roles; none for that of AWS_REGION.</summary>
    public string? HomeRegion { get; set; }

    /// <summary>Regions that are newer than this version of the portal.</summary>
    public IList<string> Regions { get; } = [];

    /// <summary>The portal's own access key; none uses the SDK's default chain, such as an instance role.</summary>
    public string? AccessKeyId { get; set; }

    public string? SecretAccessKey { get; set; }

    /// <summary>Where AWS says that this machine is; set by its own container and function services.</summary>
    public static string? RegionOfTheMachine => Environment.GetEnvironmentVariable("AWS_REGION") is { Length: > 0 } region ? region : null;
}
