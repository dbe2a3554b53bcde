namespace Portal.Domain.Networking;

/// <summary>A part of AWS that shares no account, role or region with the others; every ARN and address of AWS's names it.</summary>
/// <param name="Name">As ARNs have it.</param>
/// <param name="DnsSuffix">What the names of its endpoints end with.</param>
/// <param name="ConsoleHost">Where people sign in to it with a browser.</param>
public sealed record AwsPartition(string Name, string DnsSuffix, string ConsoleHost)
{
    private static readonly AwsPartition Commercial = new("aws", "amazonaws.com", "console.aws.amazon.com");

    // In order: a region belongs to the first whose beginning it has.
    private static readonly (string RegionsBegin, AwsPartition Partition)[] Others =
    [
        ("cn-", new("aws-cn", "amazonaws.com.cn", "console.amazonaws.cn")),
        ("us-gov-", new("aws-us-gov", "amazonaws.com", "console.amazonaws-us-gov.com")),
        ("eusc-", new("aws-eusc", "amazonaws.eu", "console.amazonaws-eusc.eu")),
        ("us-iso-", new("aws-iso", "c2s.ic.gov", "console.c2shome.ic.gov")),
        ("us-isob-", new("aws-iso-b", "sc2s.sgov.gov", "console.sc2shome.sgov.gov")),
        ("eu-isoe-", new("aws-iso-e", "cloud.adc-e.uk", "console.cloud.adc-e.uk")),
        ("us-isof-", new("aws-iso-f", "csp.hci.ic.gov", "console.csphome.hci.ic.gov")),
    ];

    public static AwsPartition OfRegion(string region) =>
        Others.FirstOrDefault(other => region.StartsWith(other.RegionsBegin, StringComparison.Ordinal)).Partition ?? Commercial;

    /// <returns>None where the ARN names no partition that is known.</returns>
    public static AwsPartition? OfArn(string arn) => arn.Split(':', 3) is ["arn", var name, _]
        ? Others.Select(other => other.Partition).Prepend(Commercial).FirstOrDefault(partition => partition.Name == name)
        : null;

    /// <summary>The ARN that stands for every identity of an account, the only kind of principal the portal allows.</summary>
    public string AccountRoot(string accountId) => $"arn:{Name}:iam::{accountId}:root";

    public override string ToString() => Name;
}
