using Portal.Domain.Accounts;
using Portal.Domain.Networking;

namespace Portal.Domain.Tests.Networking;

public sealed class AwsPartitionTests
{
    [Theory]
    [InlineData("us-east-1", "aws", "amazonaws.com")]
    [InlineData("eu-central-2", "aws", "amazonaws.com")]
    [InlineData("cn-north-1", "aws-cn", "amazonaws.com.cn")]
    [InlineData("us-gov-west-1", "aws-us-gov", "amazonaws.com")]
    [InlineData("eusc-de-east-1", "aws-eusc", "amazonaws.eu")]
    [InlineData("us-iso-east-1", "aws-iso", "c2s.ic.gov")]
    [InlineData("us-isob-east-1", "aws-iso-b", "sc2s.sgov.gov")]
    [InlineData("eu-isoe-west-1", "aws-iso-e", "cloud.adc-e.uk")]
    [InlineData("us-isof-south-1", "aws-iso-f", "csp.hci.ic.gov")]
    public void A_region_says_which_part_of_AWS_it_belongs_to(string region, string name, string suffix)
    {
        var partition = AwsPartition.OfRegion(region);

        Assert.Equal((name, suffix), (partition.Name, partition.DnsSuffix));
        Assert.Equal($"arn:{name}:iam::123456789012:root", AwsIds.AccountRoot("123456789012", region));
        Assert.Same(partition, AwsPartition.OfArn($"arn:{name}:iam::123456789012:role/Portal"));
    }

    [Theory]
    [InlineData("arn:mars:iam::123456789012:role/Portal")]
    [InlineData("role/Portal")]
    [InlineData("")]
    public void What_names_no_known_part_says_so(string arn) => Assert.Null(AwsPartition.OfArn(arn));

    [Fact]
    public void An_account_lies_where_its_role_does_and_without_one_where_its_region_does()
    {
        var managed = new AwsAccount("123456789012", Guid.Empty, "cn", "cn-north-1") { RoleArn = "arn:aws-cn:iam::123456789012:role/Portal" };
        var own = new AwsAccount("123456789012", Guid.Empty, "gov", "us-gov-west-1");

        Assert.Equal(("aws-cn", "aws-us-gov"), (managed.Partition.Name, own.Partition.Name));
    }
}
