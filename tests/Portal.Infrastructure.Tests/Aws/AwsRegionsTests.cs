using Amazon;
using Microsoft.Extensions.Options;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Tests.Aws;

/// <summary>Which regions there are, and what lies in which part of AWS.</summary>
public sealed class AwsRegionsTests
{
    // Beside regions the SDK lists what stands for a whole partition, and one address of S3.
    public static TheoryData<string> OfTheSdk =>
        [.. RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName).Where(name => char.IsDigit(name[^1]))];

    [Theory]
    [MemberData(nameof(OfTheSdk))]
    public void Every_region_of_AWS_is_known_and_lies_in_the_partition_that_the_SDK_says(string name)
    {
        var region = RegionEndpoint.GetBySystemName(name);
        var partition = AwsPartition.OfRegion(name);

        Assert.True(Regions().IsKnown(name));
        Assert.Equal((region.PartitionName, region.PartitionDnsSuffix), (partition.Name, partition.DnsSuffix));
    }

    [Theory]
    [InlineData("us-east-1", null)]
    [InlineData("us-mars-1", "The portal knows no AWS region us-mars-1. Check the spelling; the operator adds a new region in Portal:Aws:Regions.")]
    [InlineData("cn-north-1", "cn-north-1 belongs to the AWS partition aws-cn, and account 123456789012 lies in aws; nothing reaches from one into the other. "
        + "Choose a region of aws, or an account of aws-cn.")]
    public void A_region_is_refused_in_words_where_the_account_does_not_reach(string region, string? expected)
    {
        var errors = new InputErrors();

        var holds = Regions().Check(new AwsAccount("123456789012", Guid.Empty, "main", "us-east-1"), region, errors);

        Assert.Equal(expected is null, holds);
        Assert.Equal(expected, expected is null ? null : Assert.Single(Assert.Throws<InvalidInputException>(errors.ThrowIfAny).Errors).Message);
    }

    [Fact]
    public void Only_so_many_clients_are_kept_and_those_that_were_used_last()
    {
        var made = 0;
        var kept = new KeptClients<string>(scope => $"{scope.AccountId}#{++made}", most: 8);
        for (var account = 0; account < 100; account++)
        {
            kept.Get(new AwsScope($"{account}", "us-east-1"));
            Assert.Equal("0#1", kept.Get(new AwsScope("0", "us-east-1")));
            Assert.InRange(kept.Count, 1, 8);
        }

        Assert.Equal(100, made);
        Assert.Equal("5#101", kept.Get(new AwsScope("5", "us-east-1")));
    }

    private static AwsRegions Regions() => new(Options.Create(new AwsOptions()));
}
