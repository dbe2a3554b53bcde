namespace Portal.Web.Hosting;

/// <summary>How the portal gets to AWS.</summary>
internal sealed class AwsSettings
{
    /// <summary>Another address than AWS's own; for private endpoints of an AWS partition.</summary>
    public Uri? ServiceUrl { get; set; }

    /// <summary>The portal's own access key; none uses the SDK's default chain, such as an instance role.</summary>
    public string? AccessKeyId { get; set; }

    public string? SecretAccessKey { get; set; }
}
