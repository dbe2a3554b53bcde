using System.Text.Json;
using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Sandbox.Identities.Policies;

namespace Portal.Sandbox.Tests.Identities;

/// <summary>What EC2 tells of a refusal only to whoever may decode it.</summary>
public sealed class DecodeAuthorizationMessageTests
{
    private const string Admin = "arn:aws:iam::310000000001:user/admin";
    private const string Mark = "Encoded authorization failure message: ";
    private const string Everything = """{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } }""";

    private const string Tagged = """
        {
          "Statement": {
            "Sid": "AskForTags", "Effect": "Deny", "Action": "ec2:CreateVpcEndpoint", "Resource": "arn:aws:ec2:*:*:vpc-endpoint/*",
            "Condition": { "Null": { "aws:RequestTag/CostCentre": "true" } }
          }
        }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_denial_tells_its_statement_and_what_was_asked_also_after_a_restart()
    {
        await using var scene = await Scene.StartAsync();
        var wish = await WishAsync(scene, Everything, Tagged);
        wish.TagSpecifications = [new() { ResourceType = ResourceType.VpcEndpoint, Tags = [new("team", "checkout")] }];
        var encoded = await RefusedAsync(scene, wish);
        Assert.DoesNotContain("CostCentre", encoded, StringComparison.OrdinalIgnoreCase);
        await scene.RestartAsync();

        var told = await DecodeAsync(scene, encoded);
        Assert.Equal((false, true), (told.GetProperty("allowed").GetBoolean(), told.GetProperty("explicitDeny").GetBoolean()));
        var statement = Assert.Single(told.GetProperty("matchedStatements").GetProperty("items").EnumerateArray());
        Assert.Equal(("AskForTags", "DENY"), (statement.GetProperty("statementId").GetString(), statement.GetProperty("effect").GetString()));
        var condition = Assert.Single(statement.GetProperty("conditions").GetProperty("items").EnumerateArray());
        Assert.Equal(
            ("aws:RequestTag/CostCentre", "true"),
            (condition.GetProperty("key").GetString(), condition.GetProperty("values").GetProperty("items")[0].GetProperty("value").GetString()));
        var context = told.GetProperty("context");
        Assert.Equal(
            (Admin, "ec2:CreateVpcEndpoint", "arn:aws:ec2:us-east-1:310000000001:vpc-endpoint/*"),
            (context.GetProperty("principal").GetProperty("arn").GetString(), context.GetProperty("action").GetString(),
                context.GetProperty("resource").GetString()));
        Assert.Contains(
            context.GetProperty("conditions").GetProperty("items").EnumerateArray(),
            key => key.GetProperty("key").GetString() == "aws:RequestTag/team"
                && key.GetProperty("values").GetProperty("items")[0].GetProperty("value").GetString() == "checkout");
    }

    [Fact]
    public async Task What_nothing_allows_has_no_statement_and_is_no_explicit_denial()
    {
        await using var scene = await Scene.StartAsync();
        var wish = await WishAsync(scene, """{ "Statement": { "Effect": "Allow", "Action": "sts:*", "Resource": "*" } }""");
        var told = await DecodeAsync(scene, await RefusedAsync(scene, wish));
        Assert.False(told.GetProperty("explicitDeny").GetBoolean());
        Assert.Empty(told.GetProperty("matchedStatements").GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task An_organisations_denial_tells_its_statement_or_only_that_it_denies(bool told, int statements)
    {
        await using var scene = await Scene.StartAsync(switches: new() { DenialsOfOrganizationsAreDecoded = told });
        var wish = await WishAsync(scene, Everything);
        scene.Sandbox.Host.Engine.Change((store, _) => store.ServiceControlPolicies.Put(
            new("310000000001", new Dictionary<string, JsonElement> { ["tagged"] = JsonDocument.Parse(Tagged).RootElement })));
        var decoded = await DecodeAsync(scene, await RefusedAsync(scene, wish));
        Assert.True(decoded.GetProperty("explicitDeny").GetBoolean());
        Assert.Equal(statements, decoded.GetProperty("matchedStatements").GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task It_is_decoded_only_in_its_account_and_for_who_may_ask()
    {
        await using var scene = await Scene.StartAsync();
        var wish = await WishAsync(scene, """{ "Statement": { "Effect": "Allow", "Action": "ec2:Describe*", "Resource": "*" } }""");
        var encoded = await RefusedAsync(scene, wish);
        var refusal = await Refused.AsAsync(
            "AccessDenied", () => scene.Sandbox.Sts("storefront-prod").DecodeAuthorizationMessageAsync(new() { EncodedMessage = encoded }, Cancel));
        Assert.Equal(
            $"User: {Admin} is not authorized to perform: sts:DecodeAuthorizationMessage "
            + "because no identity-based policy allows the sts:DecodeAuthorizationMessage action",
            refusal.Message);
        foreach (var foreign in new[] { encoded, "nothing", encoded[1..] })
        {
            await Refused.AsAsync(
                "InvalidAuthorizationMessageException",
                () => scene.Sandbox.Sts("payments-prod").DecodeAuthorizationMessageAsync(new() { EncodedMessage = foreign }, Cancel));
        }
    }

    private static async Task<CreateVpcEndpointRequest> WishAsync(Scene scene, params string[] policies)
    {
        var service = await scene.PublishAsync();
        scene.Sandbox.PutPolicies(Admin, policies);
        return scene.Wish(service, "app-az1");
    }

    private static async Task<string> RefusedAsync(Scene scene, CreateVpcEndpointRequest wish)
    {
        var refusal = await Refused.AsAsync("UnauthorizedOperation", () => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel));
        return refusal.Message[(refusal.Message.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..];
    }

    private static async Task<JsonElement> DecodeAsync(Scene scene, string encoded) => JsonDocument.Parse(
        (await scene.Sandbox.Sts("storefront-prod").DecodeAuthorizationMessageAsync(new() { EncodedMessage = encoded }, Cancel)).DecodedMessage).RootElement;
}
