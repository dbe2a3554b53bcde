using System.Text.Json.Nodes;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Accounts.Onboarding;

namespace Portal.Jobs.Tests.Onboarding;

public sealed class RolePolicyTests
{
    private const string Account = "123456789012";

    [Fact]
    public void Every_step_of_a_side_finds_its_actions_there_and_none_of_the_other_sides_alone()
    {
        foreach (var use in Enum.GetValues<AccountUse>())
        {
            var allowed = Actions(RolePolicy.Of(AwsPartition.OfRegion("us-east-1"), Account, [use]));
            var own = Steps(use).SelectMany(step => step.Permissions).Select(action => action.Action).ToHashSet();

            Assert.Superset(own, allowed);
            Assert.All(allowed.Where(action => !action.Contains(":Describe", StringComparison.Ordinal) && !action.Contains(":List", StringComparison.Ordinal)
                && action != "sts:DecodeAuthorizationMessage"), action => Assert.Contains(action, own));
        }
    }

    [Fact]
    public void What_changes_something_names_what_it_may_change_and_never_all_of_AWS() => Assert.All(
        RolePolicy.Of(AwsPartition.OfRegion("us-east-1"), Account, Enum.GetValues<AccountUse>())["Statement"]!.AsArray()
            .Where(statement => statement!["Sid"]!.GetValue<string>() != "Read"),
        statement => Assert.All(statement!["Resource"]!.AsArray(), resource => Assert.NotEqual("*", resource!.GetValue<string>())));

    [Fact]
    public void The_role_of_a_service_is_made_for_load_balancing_alone() => Assert.Equal(
        "elasticloadbalancing.amazonaws.com",
        RolePolicy.Of(AwsPartition.OfRegion("us-east-1"), Account, [AccountUse.Provider])["Statement"]!.AsArray()
            .Single(statement => statement!["Action"]!.ToJsonString().Contains("iam:CreateServiceLinkedRole", StringComparison.Ordinal))!
            ["Condition"]!["StringEquals"]!["iam:AWSServiceName"]!.GetValue<string>());

    [Theory]
    [InlineData("us-east-1", "arn:aws:")]
    [InlineData("cn-north-1", "arn:aws-cn:")]
    [InlineData("us-gov-west-1", "arn:aws-us-gov:")]
    public void Every_ARN_lies_in_the_accounts_partition(string region, string beginning)
    {
        var partition = AwsPartition.OfRegion(region);
        var setup = RoleSetup.Of(partition, Account, $"arn:{partition.Name}:iam::{Account}:role/x", "id", "999999999999", Enum.GetValues<AccountUse>());

        Assert.DoesNotContain('{', string.Concat(JsonNode.Parse(setup.Policy)!["Statement"]!.AsArray()
            .SelectMany(statement => statement!["Resource"]!.AsArray()).Select(resource => resource!.GetValue<string>())));
        Assert.All(
            (setup.Policy + setup.Trust + setup.CloudFormation + setup.Terraform).Split("arn:").Skip(1),
            rest => Assert.StartsWith(beginning["arn:".Length..], rest, StringComparison.Ordinal));
    }

    [Fact]
    public void The_templates_make_the_very_role_that_the_policies_describe()
    {
        var setup = RoleSetup.Of(
            AwsPartition.OfRegion("us-east-1"), Account, "arn:aws:iam::123456789012:role/PrivateLinkPortal", "id", "999999999999", [AccountUse.Consumer]);
        var role = JsonNode.Parse(setup.CloudFormation)!["Resources"]!["PortalRole"]!["Properties"]!;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(setup.Trust), role["AssumeRolePolicyDocument"]));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(setup.Policy), role["Policies"]![0]!["PolicyDocument"]));
        Assert.Equal("PrivateLinkPortal", role["RoleName"]!.GetValue<string>());
        Assert.Contains(setup.Policy, setup.Terraform, StringComparison.Ordinal);
        Assert.Contains(setup.Trust, setup.Terraform, StringComparison.Ordinal);
    }

    private static IEnumerable<StepDefinition> Steps(AccountUse use) =>
        StepDefinitions.All.Where(step => (step.Side == Party.Provider) == (use == AccountUse.Provider));

    private static HashSet<string> Actions(JsonObject policy) =>
        [.. policy["Statement"]!.AsArray().SelectMany(statement => statement!["Action"]!.AsArray()).Select(action => action!.GetValue<string>())];
}
