using Amazon.EC2;
using Portal.Sandbox.Identities.Policies;

namespace Portal.Sandbox.Tests.Identities;

/// <summary>Variables in policies, asked by a dry run of an endpoint that is tagged with <c>team</c>.</summary>
public sealed class PolicyVariableTests
{
    private const string Admin = "arn:aws:iam::310000000001:user/admin";
    private const string Newer = "2012-10-17";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Newer, "arn:aws:ec2:${aws:RequestedRegion}:${aws:PrincipalAccount}:vpc-endpoint/*", true)]
    [InlineData("2008-10-17", "arn:aws:ec2:${aws:RequestedRegion}:${aws:PrincipalAccount}:vpc-endpoint/*", false)]
    [InlineData(Newer, "arn:aws:ec2:*:${aws:PrincipalTag/account}:vpc-endpoint/*", false)]
    [InlineData(Newer, "arn:aws:ec2:*:${aws:PrincipalTag/account, '310000000001'}:vpc-endpoint/*", true)]
    [InlineData(Newer, "arn:aws:ec2:*:*:vpc-endpoint/${*}", true)]
    [InlineData(Newer, "arn:aws:ec2:*:*:vpc-${?}ndpoint/*", false)]
    public async Task Resources_are_filled_in_by_documents_of_the_newer_version(string version, string resource, bool allowed)
    {
        await using var scene = await Scene.StartAsync();
        await ExpectAsync(scene, version, resource, "{ }", "checkout", allowed);
    }

    [Theory]
    [InlineData(Newer, """{ "StringEquals": { "aws:RequestTag/team": "${aws:username}" } }""", "admin", true)]
    [InlineData(Newer, """{ "StringEquals": { "aws:RequestTag/team": "${AWS:UserName}-team" } }""", "admin-team", true)]
    [InlineData(Newer, """{ "StringEquals": { "aws:RequestTag/team": "${aws:username}" } }""", "other", false)]
    [InlineData("2008-10-17", """{ "StringEquals": { "aws:RequestTag/team": "${aws:username}" } }""", "${aws:username}", true)]
    [InlineData("2008-10-17", """{ "StringEquals": { "aws:RequestTag/team": "${aws:username}" } }""", "admin", false)]
    [InlineData(Newer, """{ "StringEquals": { "aws:RequestTag/team": ["${aws:PrincipalTag/team}", "b"] } }""", "b", true)]
    [InlineData(Newer, """{ "StringEquals": { "aws:RequestTag/team": "${aws:PrincipalTag/team}" } }""", "", false)]
    [InlineData(Newer, """{ "StringLike": { "aws:RequestTag/team": "${ aws:PrincipalTag/team , 'check' }*" } }""", "checkout", true)]
    [InlineData(Newer, """{ "StringLike": { "aws:RequestTag/team": "a${*}" } }""", "a*", true)]
    [InlineData(Newer, """{ "StringLike": { "aws:RequestTag/team": "a${*}" } }""", "ab", false)]
    [InlineData(Newer, """{ "StringEquals": { "aws:RequestTag/team": "${$}{aws:username}" } }""", "${aws:username}", true)]
    [InlineData(Newer, """{ "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::${aws:PrincipalAccount}:user/*" } }""", "checkout", true)]
    [InlineData(Newer, """{ "StringNotEquals": { "aws:RequestTag/team": "${aws:RequestTag/team}" } }""", "checkout", false)]
    public async Task Texts_of_conditions_are_filled_in_with_any_key_of_the_request(string version, string condition, string team, bool allowed)
    {
        await using var scene = await Scene.StartAsync();
        await ExpectAsync(scene, version, "*:vpc-endpoint/*", condition, team, allowed);
    }

    [Fact]
    public void What_is_filled_into_a_pattern_has_no_other_meaning_in_it()
    {
        var keys = new Dictionary<string, IReadOnlyList<string>> { ["a"] = ["x*y?"], ["many"] = ["1", "2"] };
        Assert.Equal(@"*x\*y\?", PolicyVariables.Fill("*${a}", keys, isPattern: true));
        Assert.Equal("*x*y?", PolicyVariables.Fill("*${a}", keys, isPattern: false));
        Assert.Null(PolicyVariables.Fill("${many}", keys, isPattern: false));
    }

    private static async Task ExpectAsync(Scene scene, string version, string resource, string condition, string team, bool allowed)
    {
        var service = await scene.PublishAsync();
        scene.Sandbox.PutPolicies(Admin, $$"""
            { "Version": "{{version}}",
              "Statement": [{ "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*" },
                            { "Effect": "Allow", "Action": "ec2:CreateVpcEndpoint", "Resource": ["*:vpc/*", "*:subnet/*"] },
                            { "Effect": "Allow", "Action": "ec2:CreateVpcEndpoint", "Resource": "{{resource}}", "Condition": {{condition}} }] }
            """);
        var wish = scene.Wish(service, "app-az1");
        wish.TagSpecifications = [new() { ResourceType = ResourceType.VpcEndpoint, Tags = [new("team", team)] }];
        wish.DryRun = true;
        await Refused.AsAsync(allowed ? "DryRunOperation" : "UnauthorizedOperation", () => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel));
    }
}
