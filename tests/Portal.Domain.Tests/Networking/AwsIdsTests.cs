using Portal.Domain.Networking;

namespace Portal.Domain.Tests.Networking;

public sealed class AwsIdsTests
{
    private static readonly Dictionary<string, Func<string?, bool>> Kinds = new()
    {
        ["vpc-"] = AwsIds.IsVpcId,
        ["subnet-"] = AwsIds.IsSubnetId,
        ["sg-"] = AwsIds.IsSecurityGroupId,
        ["vpce-"] = AwsIds.IsVpcEndpointId,
        ["i-"] = AwsIds.IsInstanceId,
    };

    [Theory]
    [InlineData("123456789012", true)]
    [InlineData("000000000000", true)]
    [InlineData("12345678901", false)]
    [InlineData("1234567890123", false)]
    [InlineData("12345678901a", false)]
    [InlineData("1234-5678-9012", false)]
    [InlineData("123456789012\n", false)]
    [InlineData(" 123456789012", false)]
    [InlineData("١٢٣٤٥٦٧٨٩٠١٢", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_account_id_has_twelve_digits(string? text, bool expected) => Assert.Equal(expected, AwsIds.IsAccountId(text));

    [Theory]
    [InlineData("us-east-1", true)]
    [InlineData("ap-southeast-5", true)]
    [InlineData("us-gov-west-1", true)]
    [InlineData("eu-isoe-west-1", true)]
    [InlineData("eusc-de-east-1", true)]
    [InlineData("us-east-1a", false)]
    [InlineData("US-EAST-1", false)]
    [InlineData("useast1", false)]
    [InlineData("us-1", false)]
    [InlineData("us-east-", false)]
    [InlineData("us--1", false)]
    [InlineData("us-east-1\n", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_region_is_written_as_AWS_writes_it(string? text, bool expected) => Assert.Equal(expected, AwsIds.IsRegion(text));

    [Fact]
    public void Every_kind_of_id_has_its_prefix_and_eight_or_seventeen_hexadecimal_digits()
    {
        foreach (var (prefix, isId) in Kinds)
        {
            Assert.True(isId($"{prefix}0a1b2c3d"));
            Assert.True(isId($"{prefix}0123456789abcdef0"));
            foreach (
                var wrong in new[] { "", "0a1b2c3", "0a1b2c3d4", "0123456789abcdef", "0123456789abcdef01", "0123456789ABCDEF0", "0123456789abcdefg",
                    "0123456789abcdef0\n", "0a1b2c3d\n" })
            {
                Assert.False(isId(prefix + wrong), prefix + wrong);
            }

            Assert.False(isId(null));
        }
    }

    [Fact]
    public void An_id_of_one_kind_is_none_of_another()
    {
        foreach (var (prefix, _) in Kinds)
        {
            foreach (var (other, isId) in Kinds)
            {
                Assert.Equal(prefix == other, isId($"{prefix}0123456789abcdef0"));
            }
        }
    }
}
