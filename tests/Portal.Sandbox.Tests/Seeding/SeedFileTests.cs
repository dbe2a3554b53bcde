using Portal.Sandbox.Seeding;

namespace Portal.Sandbox.Tests.Seeding;

public sealed class SeedFileTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_embedded_seed_has_nothing_wrong_with_it() => Assert.Empty(SeedCheck.Problems(SandboxSeed.Default));

    [Fact]
    public async Task A_world_of_ones_own_is_planted_from_a_file()
    {
        var seed = Read("""
            {
              "policies": { "read": { "Statement": { "Effect": "Allow", "Action": "ec2:Describe*", "Resource": "*" } } },
              "accounts": [{
                "accountId": "123456789012", "alias": "mine", "region": "eu-central-1",
                "userName": "me", "accessKeyId": "AKIAMINEMINEMINEMINE", "secretAccessKey": "secret", "userPolicies": [],
                "users": [{ "userName": "reader", "accessKeyId": "AKIAREADREADREADREAD", "secretAccessKey": "read", "policies": ["read"] }],
                "rootKey": { "accessKeyId": "AKIAROOTROOTROOTROOT", "secretAccessKey": "root" },
                "zones": { "eu-central-1a": "euc1-az2" },
                "vpcs": [{
                  "vpcId": "vpc-0123456789abcdef0", "name": "own", "cidr": "10.9.0.0/16",
                  "subnets": [{ "subnetId": "subnet-0123456789abcdef0", "name": "a", "zoneId": "euc1-az2", "cidr": "10.9.1.0/24" }]
                }]
              }]
            }
            """);
        await using var sandbox = await TestSandbox.StartAsync(seed: seed);
        await Refused.AsAsync("UnauthorizedOperation", () => sandbox.Ec2("mine", "eu-central-1").DescribeVpcsAsync(Cancel));
        var root = new Amazon.Runtime.BasicAWSCredentials("AKIAROOTROOTROOTROOT", "root");
        Assert.Equal("vpc-0123456789abcdef0", Assert.Single((await sandbox.Ec2(root, "eu-central-1").DescribeVpcsAsync(Cancel)).Vpcs).VpcId);
        Assert.Single(
            (await sandbox.Ec2(new Amazon.Runtime.BasicAWSCredentials("AKIAREADREADREADREAD", "read"), "eu-central-1").DescribeSubnetsAsync(Cancel)).Subnets);
    }

    [Fact]
    public void Everything_wrong_with_a_file_is_said_at_once_and_where()
    {
        var failure = Assert.Throws<SandboxStartException>(() => Read("""
            {
              "policies": { "odd": { "Statement": { "Effect": "Allow", "Action": "*" } } },
              "accounts": [{
                "accountId": "12", "alias": "mine", "region": "europe", "accessKeyId": "AKIA", "userPolicies": ["missing"], "roleArn": "arn:aws:iam::13:role/X",
                "zones": { "eu-central-1a": "euc1-az2" },
                "vpcs": [{
                  "vpcId": "vpc-1", "name": "own", "cidr": "10.9.0.0",
                  "subnets": [{ "subnetId": "subnet-0123456789abcdef0", "name": "a", "zoneId": "use1-az1", "cidr": "10.9.1.0/24" }],
                  "instances": [{
                    "instanceId": "i-0123456789abcdef0", "name": "i", "subnetId": "subnet-2", "privateIp": "ten",
                    "instanceType": "m7g.large", "securityGroupIds": ["sg-1"]
                  }]
                }]
              }]
            }
            """));
        foreach (var problem in (string[])[
            "policy odd: statement 1 needs a Resource", "accountId has 12 digits", "userName", "accessKeyId has 16", "secretAccessKey",
            "no policy missing", "roleArn is arn:aws:iam::12:role/NAME", "who may assume", "region is one such as",
            "zone eu-central-1a is not one of europe", "vpc-1 should be vpc-", "cidr is an IPv4 range", "zoneId is one of euc1-az2",
            "subnetId is one of", "privateIp is a usable", "no security group sg-1"])
        {
            Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{", "cannot be read")]
    [InlineData("{ \"acounts\": [] }", "acounts")]
    [InlineData("{}", "at least one account")]
    public void What_is_no_seed_is_refused_in_words(string text, string words) =>
        Assert.Contains(words, Assert.Throws<SandboxStartException>(() => Read(text)).Message, StringComparison.Ordinal);

    private static SandboxSeed Read(string json)
    {
        var path = Path.Combine(Path.GetTempPath(), $"seed-{Guid.CreateVersion7()}.json");
        File.WriteAllText(path, json);
        try
        {
            return SandboxSeed.ReadFile(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
