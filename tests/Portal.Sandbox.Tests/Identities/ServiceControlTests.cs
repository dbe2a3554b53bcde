using System.Net.Http.Json;
using System.Text.Json;
using Amazon.EC2;
using Amazon.Runtime;
using Portal.Sandbox.Signing;

namespace Portal.Sandbox.Tests.Identities;

/// <summary>What an organisation denies to a whole account.</summary>
public sealed class ServiceControlTests
{
    private const string Consumer = "310000000001";
    private const string Suffix = "with an explicit deny in a service control policy";

    private static readonly Dictionary<string, object> Tagged = Deny(
        "ec2:CreateVpcEndpoint", "arn:aws:ec2:*:*:vpc-endpoint/*",
        new Dictionary<string, object> { ["Null"] = new Dictionary<string, string> { ["aws:RequestTag/cost-centre"] = "true" } });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_organisation_demands_a_tag_on_every_endpoint_of_an_account_also_over_a_restart()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        await PutAsync(scene.Sandbox, new { tagged = Tagged });
        await scene.RestartAsync();
        var wish = scene.Wish(service, "app-az1");
        var refusal = await Refused.AsAsync("UnauthorizedOperation", () => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel));
        Assert.StartsWith(
            "You are not authorized to perform this operation. User: arn:aws:iam::310000000001:user/admin is not authorized to perform: "
            + $"ec2:CreateVpcEndpoint on resource: arn:aws:ec2:us-east-1:310000000001:vpc-endpoint/* {Suffix}. Encoded authorization failure message: ",
            refusal.Message, StringComparison.Ordinal);
        wish.DryRun = true;
        await Refused.AsAsync("UnauthorizedOperation", () => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel));
        wish.DryRun = false;
        wish.TagSpecifications = [new() { ResourceType = ResourceType.VpcEndpoint, Tags = [new("cost-centre", "42")] }];
        await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel);

        await PutAsync(scene.Sandbox, new { });
        await scene.ConnectAsync(service, "app-az1");
    }

    [Fact]
    public async Task Roles_and_root_are_denied_too_and_other_accounts_are_not()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var root = new BasicAWSCredentials("AKIAROOTROOTROOTROOT", new string('r', 40));
        sandbox.Host.Engine.Change((store, _) => store.Keys.Put(
            new("AKIAROOTROOTROOTROOT", Consumer, root.GetCredentials().SecretKey, $"arn:aws:iam::{Consumer}:root", Consumer)));
        var session = await sandbox.AssumeAsync("storefront-prod");
        await PutAsync(sandbox, new { none = Deny("ec2:Describe*", "*"), neither = Deny("elasticloadbalancing:*", "*") });

        foreach (var keys in new AWSCredentials[] { root, session })
        {
            var refusal = await Refused.AsAsync("UnauthorizedOperation", () => sandbox.Ec2(keys).DescribeVpcsAsync(Cancel));
            Assert.EndsWith(Suffix, refusal.Message, StringComparison.Ordinal);
            refusal = await Refused.AsAsync(
                "AccessDenied",
                () => sandbox.Elb(keys).DescribeLoadBalancersAsync(new Amazon.ElasticLoadBalancingV2.Model.DescribeLoadBalancersRequest(), Cancel));
            Assert.EndsWith(Suffix, refusal.Message, StringComparison.Ordinal);
        }

        await sandbox.Ec2("payments-prod").DescribeVpcsAsync(Cancel);
    }

    [Fact]
    public async Task The_hub_is_kept_from_assuming_roles()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await PutAsync(sandbox, new { none = Deny("sts:AssumeRole", "*") }, sandbox.Account("privatelink-portal").AccountId);
        var refusal = await Refused.AsAsync("AccessDenied", () => sandbox.AssumeAsync("storefront-prod"));
        Assert.EndsWith(Suffix, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_that_allow_are_refused_and_those_in_force_are_shown()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var allow = new Dictionary<string, object>
        {
            ["Statement"] = new Dictionary<string, string> { ["Effect"] = "Allow", ["Action"] = "*", ["Resource"] = "*" },
        };
        var reply = await sandbox.Control.PutAsJsonAsync("scps", new { account = "1", documents = new { allow, broken = new { } } }, Cancel);
        Assert.Equal(400, (int)reply.StatusCode);
        Assert.Equal(
            [
                "account: the id of an account of the sandbox",
                "allow: a service control policy of the sandbox can only deny",
                "broken: a policy document is an object with a Statement",
            ],
            (await reply.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("errors").EnumerateArray().Select(error => error.GetString()));

        await PutAsync(sandbox, new { tagged = Tagged });
        var shown = Assert.Single((await sandbox.Control.GetFromJsonAsync<JsonElement>("scps", Cancel)).EnumerateArray());
        Assert.Equal((Consumer, "tagged"), (shown.GetProperty("account").GetString(), shown.GetProperty("documents").EnumerateObject().Single().Name));
    }

    private static Dictionary<string, object> Deny(string action, string resource, object? condition = null) => new()
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new Dictionary<string, object>
        {
            ["Effect"] = "Deny",
            ["Action"] = action,
            ["Resource"] = resource,
            ["Condition"] = condition ?? new Dictionary<string, object>(),
        },
    };

    private static async Task PutAsync(TestSandbox sandbox, object documents, string account = Consumer) =>
        (await sandbox.Control.PutAsJsonAsync("scps", new { account, documents }, Cancel)).EnsureSuccessStatusCode();
}
