using System.Collections.Frozen;
using Amazon;
using Microsoft.Extensions.Options;
using Portal.Domain.Accounts;
using Portal.Domain.Networking;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Aws;

/// <summary>The regions that there are: those that the SDK knows, and newer ones that the operator names. What else people write is asked nowhere.</summary>
public sealed class AwsRegions(IOptions<AwsOptions> options)
{
    private readonly FrozenSet<string> _known = RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName).Where(AwsIds.IsRegion)
        .Concat(options.Value.Regions).Append(options.Value.HomeRegion).ToFrozenSet(StringComparer.Ordinal);

    public bool IsKnown(string? region) => region is not null && _known.Contains(region);

    /// <summary>Whether the region exists and lies in the account's part of AWS; of what is no region at all the form's check speaks.</summary>
    public bool Check(AwsAccount account, string? region, InputErrors errors)
    {
        if (!AwsIds.IsRegion(region))
        {
            return false;
        }

        var partition = AwsPartition.OfRegion(region!);
        return errors.Check(IsKnown(region), "region", Unknown(region!))
            && errors.Check(partition == account.Partition, "region",
                $"{region} belongs to the AWS partition {partition}, and account {account.AccountId} lies in {account.Partition}; nothing reaches from one "
                + $"into the other. Choose a region of {account.Partition}, or an account of {partition}.");
    }

    internal static string Unknown(string region) =>
        $"The portal knows no AWS region {InputErrors.Shown(region)}. Check the spelling; the operator adds a new region in Portal:Aws:Regions.";
}
